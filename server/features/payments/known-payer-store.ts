/** What kind of payer a name or an account was said to be: proposed the next time it pays (G2 asks whether the client pays). */
import type { Actor } from '../../actor.js'
import { sql, type Db } from '../../db.js'
import type { PayerKind } from '../../domain/codes.js'
import { searchNameOf } from '../../domain/names.js'
import { byWhom } from '../rent/entry-store.js'

/** Answers for a payer's name and account: the account decides where it is known, since names are shared. */
export async function payersKnown(
  db: Db,
  actor: Actor,
): Promise<(payerName: string | null, payerAccount: string | null) => PayerKind | null> {
  const rows = await db.rows<{ payer: string; payerKind: PayerKind }>(
    sql`select "payer", "payerKind" from "KnownPayer" where "namndId" = ${actor.namndId}`,
  )
  if (rows.length === 0) return () => null
  const kinds = new Map(rows.map((row) => [row.payer, row.payerKind]))
  return (payerName, payerAccount) => {
    for (const key of payerKeys(payerName, payerAccount)) {
      const kind = kinds.get(key)
      if (kind) return kind
    }
    return null
  }
}

/** Remembers it of the payer's account, or of the name where there is no account. */
export async function rememberPayer(
  tx: Db,
  actor: Actor,
  payer: { payerName: string | null; payerAccount: string | null },
  payerKind: PayerKind,
): Promise<void> {
  const keys = payerKeys(payer.payerName, payer.payerAccount)
  if (keys.length === 0) return
  await tx.run(sql`
    insert into "KnownPayer" ("namndId", "payer", "payerKind", "recordedAt", "recordedById")
    select ${actor.namndId}, r."payer", ${payerKind}, ${actor.now}, ${byWhom(actor)}
    from ${tx.table(
      keys.map((key) => ({ payer: key })),
      { payer: 'text' },
    )} r where true
    on conflict ("namndId", "payer") do update set "payerKind" = excluded."payerKind", "recordedAt" = excluded."recordedAt",
      "recordedById" = excluded."recordedById"`)
}

/** The account first. A name is kept as its words in order, so that "OSMAN NADIA" is Nadia Osman. */
function payerKeys(payerName: string | null, payerAccount: string | null): string[] {
  const words = searchNameOf(payerName ?? '')
    .split(' ')
    .filter((word) => word !== '')
    .sort()
    .join(' ')
  return [payerAccount ? `konto ${payerAccount}` : '', words ? `namn ${words}` : ''].filter((key) => key !== '')
}
