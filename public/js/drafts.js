/**
 * What someone has typed survives the idle time-out. The fields of a POST form are kept in this tab (sessionStorage) while they are
 * written, keyed by the page's address and the form, owned by the signed-in user, never passwords, files or hidden fields. They come
 * back when the same user opens the same page again, and go away when the form has been sent well, at sign-out, or after twelve hours.
 */
const PREFIX = 'utkast:'
const SENT = 'utkast-skickat'
const KEEP_FOR_MS = 12 * 60 * 60 * 1000
const owner = document.body.dataset.user ?? ''
const status = Number(document.body.dataset.status)

/** Storage can be turned off by policy; then there are simply no drafts. */
const store = (() => {
  try {
    window.sessionStorage.setItem(PREFIX, '')
    window.sessionStorage.removeItem(PREFIX)
    return window.sessionStorage
  } catch {
    return null
  }
})()

const keyOf = (form) => `${PREFIX}${window.location.pathname}#${form.getAttribute('action') ?? ''}`
const drafts = () => Object.keys(store).filter((key) => key.startsWith(PREFIX))
const forms = () =>
  [...document.forms].filter((form) => form.method === 'post' && !('noDraft' in form.dataset) && !('signOut' in form.dataset))
const kept = (field) =>
  field.name && !field.readOnly && !['hidden', 'password', 'file', 'submit', 'button', 'reset', 'image'].includes(field.type)
const ticked = (field) => field.type === 'checkbox' || field.type === 'radio'

function read(key) {
  try {
    const draft = JSON.parse(store.getItem(key))
    return draft && draft.owner === owner && Date.now() - draft.at < KEEP_FOR_MS ? draft : null
  } catch {
    return null
  }
}

function keep(form) {
  const fields = [...form.elements].filter(kept).map((field) => ({
    name: field.name,
    value: field.value,
    checked: ticked(field) ? field.checked : undefined,
  }))
  store.setItem(keyOf(form), JSON.stringify({ owner, at: Date.now(), fields }))
}

function restore(form) {
  const draft = read(keyOf(form))
  if (!draft) return
  let changed = false
  const left = [...draft.fields]
  for (const field of [...form.elements].filter(kept)) {
    const index = left.findIndex((one) => one.name === field.name && (!ticked(field) || one.value === field.value))
    if (index < 0) continue
    const [one] = left.splice(index, 1)
    if (ticked(field) ? field.checked !== one.checked : field.value !== one.value) changed = true
    if (ticked(field)) field.checked = one.checked
    else field.value = one.value
  }
  if (!changed) return
  form.dataset.restored = ''
  tell(form)
}

function tell(form) {
  const note = document.createElement('div')
  note.className = 'flash'
  note.setAttribute('role', 'status')
  const text = document.createElement('p')
  text.textContent = 'Det du skrev är kvar. Kontrollera och skicka igen. '
  const undo = document.createElement('button')
  undo.type = 'button'
  undo.className = 'link-button'
  undo.textContent = 'Släng utkastet'
  undo.addEventListener('click', () => {
    store.removeItem(keyOf(form))
    window.location.reload()
  })
  text.append(undo)
  note.append(text)
  form.prepend(note)
}

if (store) {
  const sent = store.getItem(SENT)
  const faulty = status >= 400 || document.querySelector('.ds-error-summary')
  // The signed-out page and the error pages are no answer: the draft stays. A good page after sending means it was taken.
  if (sent && owner && !faulty) store.removeItem(sent)
  if (sent) store.removeItem(SENT)
  // Another person at the same tab never sees what the first one wrote.
  if (owner) for (const key of drafts()) if (!read(key)) store.removeItem(key)

  if (drafts().length > 0) for (const note of document.querySelectorAll('[data-drafts-kept]')) note.hidden = false

  if (owner) {
    for (const form of forms()) {
      // After an answer with faults the server has filled the form in, and its values are the newest.
      if (!faulty) restore(form)
      let waiting = 0
      const soon = () => {
        window.clearTimeout(waiting)
        waiting = window.setTimeout(() => keep(form), 400)
      }
      form.addEventListener('input', soon)
      form.addEventListener('change', soon)
      // The server has it (note-autosave.js): what is left here would only be older.
      form.addEventListener('draft-kept', () => {
        window.clearTimeout(waiting)
        store.removeItem(keyOf(form))
      })
      form.addEventListener('submit', () => {
        window.clearTimeout(waiting)
        keep(form)
        store.setItem(SENT, keyOf(form))
      })
    }
    for (const form of document.querySelectorAll('form[data-sign-out]'))
      form.addEventListener('submit', () => {
        for (const key of [...drafts(), SENT]) store.removeItem(key)
      })
  }
}
