/** On a narrow screen a row of siblings scrolls: it begins where the page itself stands, not at its first item. */
for (const current of document.querySelectorAll('.subnav [aria-current]')) {
  const row = current.closest('.subnav')
  const hidden = current.getBoundingClientRect().right - row.getBoundingClientRect().right
  if (hidden > 0) row.scrollLeft = Math.min(hidden + current.offsetWidth / 2, current.offsetLeft)
}
