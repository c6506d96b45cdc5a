/**
 * A repayment plan shows its instalments while it is typed: the terms are sent to the page that calculates without a person, and the
 * part of it that tells the result is put in place. Nothing about the person leaves the form. Without script there is a button.
 */
for (const form of document.querySelectorAll('form[data-plan-preview]')) {
  const shown = form.querySelector('#plan-preview')
  let waiting = 0
  let asked = 0
  const show = async () => {
    const terms = new URLSearchParams({ debt: form.dataset.debt })
    for (const name of ['firstLump', 'instalment', 'frequency', 'startsOn']) terms.set(name, new FormData(form).get(name) ?? '')
    if (!terms.get('startsOn') || !(terms.get('instalment') || terms.get('firstLump'))) return
    const turn = ++asked
    const answer = await fetch(`${form.dataset.planPreview}?${terms}`, { credentials: 'same-origin' })
    if (!answer.ok || turn !== asked) return
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    const result = page.querySelector('#plan-preview')
    if (result?.textContent.trim()) shown.replaceChildren(...result.childNodes)
  }
  form.addEventListener('input', (event) => {
    if (!['firstLump', 'instalment', 'frequency', 'startsOn'].includes(event.target.name)) return
    clearTimeout(waiting)
    waiting = setTimeout(() => show().catch(() => {}), 350)
  })
}
