/** A filter takes effect when a choice is made; the button stays for keyboards, text fields and for when there is no script. */
for (const form of document.querySelectorAll('form[data-auto-submit]')) {
  let byKeyboard = false
  form.addEventListener('keydown', () => (byKeyboard = true))
  form.addEventListener('pointerdown', () => (byKeyboard = false))
  form.addEventListener('change', (event) => {
    // Arrow keys in a closed list change it step by step: wait for the button then.
    if (event.target.tagName === 'SELECT' && !byKeyboard) form.requestSubmit()
  })
}
