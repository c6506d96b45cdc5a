/** html-validate with the rules of this house: every page that is rendered in a test goes through it. */
import { HtmlValidate } from 'html-validate'

const validator = new HtmlValidate({
  root: true,
  extends: ['html-validate:recommended'],
  rules: {
    // Whitespace is the template's business, not the reader's.
    'no-trailing-whitespace': 'off',
    'void-style': 'off',
    'long-title': 'off',
    'text-content': 'error',
    'no-inline-style': 'error',
    // A focusable scroll region, a search form and a status message are named by role on purpose.
    'prefer-native-element': ['error', { exclude: ['region', 'search', 'status', 'alert'] }],
    // A list may be named: the steps, the legend, the periods.
    'aria-label-misuse': ['error', { allowAnyNamable: true }],
    // Checkboxes of one question share a name.
    'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'button', 'reset', 'submit'] }],
    // Phone numbers are shown as people write them.
    'tel-non-breaking': 'off',
  },
})

/** What html-validate has against the page, one line per fault; an empty list when it has nothing. */
export async function htmlFaults(markup: string): Promise<string[]> {
  const report = await validator.validateString(markup)
  return report.results.flatMap((result) =>
    result.messages.map((fault) => `${fault.line}:${fault.column} ${fault.ruleId}: ${fault.message} (${fault.selector ?? ''})`),
  )
}
