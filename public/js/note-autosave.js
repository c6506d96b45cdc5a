/**
 * A note is kept on the server while it is written: a form with data-autosave is posted to that address a moment after the last key, and
 * when the page is left. One at a time, so that the newest is kept last. What cannot be kept now stays in the tab (drafts.js), and the
 * form says so. Without script the form has a button that keeps it.
 */
const SOON_MS = 1200

for (const form of document.querySelectorAll('form[data-autosave]')) {
  const status = form.querySelector('[data-autosave-status]')
  const version = form.elements.namedItem('draftVersion')
  const key = form.elements.namedItem('formKey')
  let waiting = 0
  let kept = written()
  let busy = false
  let sent = false
  // What lay unsaved in the tab is shown instead of the server's draft: that one is to stand beside it, not to be replaced.
  if ('restored' in form.dataset) {
    version.value = 0
    kept = ''
    soon()
  }

  function written() {
    return new URLSearchParams([...new FormData(form)].filter(([name]) => !['draftVersion', '_csrf'].includes(name))).toString()
  }

  async function save(leaving = false) {
    window.clearTimeout(waiting)
    const now = written()
    if (sent || now === kept || (busy && !leaving)) return
    busy = true
    try {
      const answer = await window.fetch(form.dataset.autosave, {
        method: 'POST',
        body: new URLSearchParams([...new FormData(form)]),
        headers: { accept: 'application/json' },
        redirect: 'error',
        keepalive: leaving,
      })
      if (!answer.ok) throw new Error(String(answer.status))
      const draft = await answer.json()
      version.value = draft.version
      kept = now
      if (written() === now) form.dispatchEvent(new window.CustomEvent('draft-kept'))
      tell(draft.version === 0 ? '' : `Det du skrev är sparat som utkast, klockan ${draft.time}.`)
    } catch {
      tell('Utkastet går inte att spara just nu. Det du skrev finns kvar i den här fliken.')
    }
    busy = false
    if (written() !== now) soon()
  }

  function soon() {
    window.clearTimeout(waiting)
    waiting = window.setTimeout(() => save(), SOON_MS)
  }

  function tell(text) {
    if (status && status.textContent !== text) status.textContent = text
  }

  form.addEventListener('input', soon)
  form.addEventListener('change', soon)
  form.addEventListener('submit', () => {
    sent = true
    window.clearTimeout(waiting)
  })
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') save(true)
  })
  window.addEventListener('pagehide', () => save(true))
  // Come back to by the back button: what is written now is another note than the one that was sent.
  window.addEventListener('pageshow', (event) => {
    if (!event.persisted) return
    if (sent) key.value = window.crypto.randomUUID()
    sent = false
  })
}
