/**
 * Long work shows how far it has come: a page with data-progress asks its address again every second and takes over the meter, until the
 * answer is another page. Without script the page loads itself anew (see layout).
 */
const going = document.querySelector('[data-progress]')
if (going) {
  const ask = async () => {
    const address = going.dataset.progress
    try {
      const answer = await fetch(address, { headers: { accept: 'text/html' }, redirect: 'manual' })
      const next = answer.ok ? new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('[data-progress]') : null
      if (next === null) return location.replace(address)
      const [bar, words] = [next.querySelector('progress'), next.querySelector('label')]
      if (bar) going.querySelector('progress').value = bar.value
      if (words && words.textContent !== going.querySelector('label').textContent) going.querySelector('label').textContent = words.textContent
    } catch {
      // no answer: ask again
    }
    setTimeout(ask, 1000)
  }
  setTimeout(ask, 1000)
}
