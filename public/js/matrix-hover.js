/** The bill and its payment of a cell are read by screen readers; held over with a mouse they show as the browser's own tip. */
for (const matrix of document.querySelectorAll('.matrix')) {
  matrix.addEventListener('pointerover', (event) => {
    const cell = event.target.closest('td')
    if (cell && !cell.title && cell.querySelector('.pay')) cell.title = cell.textContent.trim().replace(/\s+/g, ' ').replace(' ,', ',')
  })
}
