/** A bank file in words, the same on the page and on the command line. */
import type { BankFile } from '../../bank-files/bank-file.js'
import { kronor } from '../../domain/money.js'
import { plural } from '../../web/swedish-words.js'
import type { PaymentsPreview } from './import-store.js'

/** Everything somebody should know before booking. */
export function warningTexts(plan: PaymentsPreview): string[] {
  return [
    ...plan.accounts.filter((account) => !account.own).map((account) => `Kontot ${account.number} är inte registrerat som nämndens eget.`),
    ...plan.otherCurrencies.map(
      ({ currency, count }) => `${count} ${count === 1 ? 'post' : 'poster'} i ${currency} räknas inte om och väntar utan träff.`,
    ),
    ...(plan.replaced > 0
      ? [
          `${plural(plan.replaced, 'summa som kom utan detaljer byts', 'summor som kom utan detaljer byts')} mot sina betalningar, så att pengarna räknas en gång.`,
        ]
      : []),
    ...plan.warnings.map(({ place, reason }) => `${place}: ${reason}`),
  ]
}

/** One control of the file: its label, what the bank states and what the file holds. */
export function controlWords(control: BankFile['controls'][number]): { label: string; stated: string; found: string; ok: boolean } {
  return 'statedOre' in control
    ? { label: control.label, stated: kronor(control.statedOre), found: kronor(control.foundOre), ok: control.ok }
    : { label: control.label, stated: String(control.statedCount), found: String(control.foundCount), ok: control.ok }
}
