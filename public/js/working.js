/**
 * Long work says that it goes on, and is asked for once: a form with data-working shows its words and how long it has taken until the
 * answer comes, and a second press does nothing. Without script the browser's own sign of waiting is there, and the server takes the
 * same form twice as once.
 */
for (const form of document.querySelectorAll('form[data-working]')) {
  const status = document.createElement('p')
  status.className = 'working'
  status.setAttribute('role', 'status')
  form.append(status)
  let ticking = 0

  form.addEventListener('submit', (event) => {
    if (event.defaultPrevented) return
    if (form.getAttribute('aria-busy') === 'true') return event.preventDefault()
    if (event.submitter?.name) return // a button that only asks for another page
    form.setAttribute('aria-busy', 'true')
    const began = Date.now()
    const bar = document.createElement('progress')
    bar.setAttribute('aria-label', form.dataset.working)
    const words = document.createElement('span')
    words.textContent = form.dataset.working
    const time = document.createElement('span')
    time.setAttribute('aria-hidden', 'true')
    status.replaceChildren(bar, words, time)
    ticking = setInterval(() => (time.textContent = `${Math.round((Date.now() - began) / 1000)} s`), 1000)
  })

  // Back to a page the browser kept: nothing is going on any more.
  addEventListener('pageshow', () => {
    clearInterval(ticking)
    form.removeAttribute('aria-busy')
    status.replaceChildren()
  })
}
