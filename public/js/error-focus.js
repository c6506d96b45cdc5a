/** After an answer with faults the reading starts at the summary. Without script the summary is still first in the form. */
document.querySelector('.ds-error-summary')?.focus()
