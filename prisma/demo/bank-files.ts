/** Two bank files: one with what was sent back and what was not ours, and yesterday's, with a deduction and euro that wait. */
import type { Actor } from '../../server/actor.js'
import type { Db } from '../../server/db.js'
import { sql } from '../../server/db.js'
import { addDays, type Day } from '../../server/domain/calendar.js'
import { endReceived, returnReceived } from '../../server/features/payments/ending-store.js'
import { importPaymentsFile } from '../../server/features/payments/import-file.js'
import { changePayerKind } from '../../server/features/payments/payment-store.js'

export async function loadBankFiles(db: Db, actor: Actor, bosamordnareId: number, today: Day): Promise<void> {
  const by = (on: Day): Actor => ({
    ...actor,
    userId: bosamordnareId,
    name: 'Karin Ekdahl',
    role: 'BOSAMORDNARE',
    now: `${on}T10:20:00.000Z`,
    today: on,
  })
  const earlier = addDays(today, -4)
  const idOf = await booked(db, by(earlier), earlier, [
    post(earlier, 'D8', 120_000, { payer: 'HEMBYGGET EK FÖR', text: 'Fel konto, ska till annan förening' }),
    post(earlier, 'D9', 62_000, { payer: 'KOMMUNENS INTERNBANK', text: 'Omföring' }),
  ])
  const reason = 'Betalaren ringde: skulle till en annan förening'
  await returnReceived(db, by(earlier), idOf('HEMBYGGET EK FÖR'), { amountOre: 120_000, returnedOn: earlier, reason })
  await endReceived(db, by(earlier), idOf('KOMMUNENS INTERNBANK'), { kind: 'NOT_OURS', reason: 'Omföring mellan kommunens konton' })

  const yesterday = addDays(today, -1)
  const owed = await db.rows<{ ocr: string; openOre: number; payer: string }>(sql`
    select e."ocr", e."openOre", p."familyName" || ' ' || p."givenName" as "payer" from "LedgerEntry" e join "Person" p on p."id" = e."personId"
    where e."namndId" = ${actor.namndId} and e."kind" = 'CHARGE' and e."openOre" > 50000 and e."ocr" is not null and p."protection" = 'NEJ'
    order by e."dueOn" desc, e."id" desc limit 3`)
  const bills = owed.map((bill) => ({ ...bill, payer: bill.payer.toLocaleUpperCase('sv') }))
  const laterIdOf = await booked(db, by(yesterday), yesterday, [
    ...bills.map(({ ocr, openOre, payer }, n) => post(yesterday, `D${n}`, n === 2 ? 40_000 : openOre, { ocr, payer })),
    post(yesterday, 'D10', 45_000, { payer: 'MIKKONEN A', text: 'vuokra', currency: 'EUR' }),
    post(yesterday, 'D11', 310_000, { payer: 'JOHANSSON P', text: 'Återtaget autogiro', out: true }),
  ])
  const [first] = bills
  if (first) await changePayerKind(db, by(yesterday), laterIdOf(first.payer), { payerKind: 'KLIENT', reason: null, remember: true })
}

/** Books a camt.054 of these entries; answers with the payment of a payer. */
async function booked(db: Db, by: Actor, on: Day, posts: readonly string[]): Promise<(payer: string) => number> {
  const account = '<Acct><Id><Othr><Id>50501055</Id></Othr></Id></Acct>'
  const text = `<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"><BkToCstmrDbtCdtNtfctn><GrpHdr><MsgId>DEMO-${on}</MsgId><CreDtTm>${on}T18:00:00+01:00</CreDtTm></GrpHdr><Ntfctn><Id>DEMO-${on}</Id>${account}${posts.join('')}</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>`
  const done = await importPaymentsFile(db, by, { name: `camt054-${on}.xml`, bytes: Buffer.from(text) }, { dryRun: false })
  if (!done.ok) throw new Error(JSON.stringify(done.errors))
  const received = await db.prisma.receivedPayment.findMany({ where: { importId: done.importId, namndId: by.namndId } })
  return (payer) => received.find((row) => row.payerName === payer)?.id ?? 0
}

function post(
  on: Day,
  reference: string,
  ore: number,
  of: { ocr?: string; payer: string; text?: string; currency?: string; out?: boolean },
): string {
  const details = of.ocr ? `<Strd><CdtrRefInf><Ref>${of.ocr}</Ref></CdtrRefInf></Strd>` : `<Ustrd>${of.text ?? ''}</Ustrd>`
  const days = `<BookgDt><Dt>${on}</Dt></BookgDt><ValDt><Dt>${on}</Dt></ValDt>`
  return `<Ntry><Amt Ccy="${of.currency ?? 'SEK'}">${(ore / 100).toFixed(2)}</Amt><CdtDbtInd>${of.out ? 'DBIT' : 'CRDT'}</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>${days}<AcctSvcrRef>DEMO${reference}</AcctSvcrRef><NtryDtls><TxDtls><RltdPties><Dbtr><Pty><Nm>${of.payer}</Nm></Pty></Dbtr></RltdPties><RmtInf>${details}</RmtInf></TxDtls></NtryDtls></Ntry>`
}
