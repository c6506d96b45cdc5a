/** A letter of a prevention case, drawn from its blocks. */
import { bodyOf, type Block } from './case-letter-body.js'
import type { CaseLetterContent } from './content.js'
import { writeHead } from './frame.js'
import type { Sheet } from './sheet.js'
import { letterTitle } from './titles.js'

export function writeCaseLetter(sheet: Sheet, letter: CaseLetterContent): void {
  writeHead(sheet, letter, letter.to !== 'PERSON' && letter.about.reference ? [['Er bet.', letter.about.reference]] : [])
  sheet.title(letterTitle(letter))
  for (const block of bodyOf(letter)) write(sheet, block)
}

function write(sheet: Sheet, block: Block): void {
  if ('text' in block) sheet.text(block.text, { strong: block.strong })
  else if ('heading' in block) sheet.heading(block.heading)
  else if ('list' in block) sheet.list(block.list)
  else if ('signatures' in block) sheet.signatures(block.signatures)
  else if ('nextPage' in block) sheet.nextPage()
  else if (block.rows.length > 0)
    sheet.table(
      block.table,
      [
        { text: 'Uppgift', share: 0.32 },
        { text: 'Vad som gäller', share: 0.68 },
      ],
      block.rows,
    )
}
