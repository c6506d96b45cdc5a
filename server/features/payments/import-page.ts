/** What the page "Granska bankfil" shows: the sums, then one cut of the file's posts at a time. */
import type { Actor } from '../../actor.js'
import type { Db } from '../../db.js'
import { dayInStockholm } from '../../domain/calendar.js'
import { amount, kronor } from '../../domain/money.js'
import { monthName, stamp } from '../../domain/swedish-dates.js'
import { label } from '../../labels.sv.js'
import { pageAsked, pageSize } from '../../paging.js'
import { paths } from '../../paths.js'
import { plural } from '../../web/swedish-words.js'
import type { PaymentsPreview } from './import-store.js'
import { controlWords, warningTexts } from './import-words.js'
import { closedMonthsWords, firstOpenDay } from '../month-close/closed-store.js'
import { namingHidden } from '../people/hidden-texts-store.js'
import { showPeople } from './people-store.js'
import type { PlannedPost } from './plan-store.js'

const cuts = [
  { key: 'utan-traff', state: 'UNMATCHED', text: 'Utan träff' },
  { key: 'misstankta', state: 'SUSPECT', text: 'Kan vara dubbletter' },
  { key: 'hittade', state: 'MATCHED', text: 'Hittad avi' },
  { key: 'redan', state: 'DUPLICATE', text: 'Redan bokförd' },
] as const

/** Locals of views/payments/preview.ejs. Logs the people whose names are shown. */
export async function previewPage(
  tx: Db,
  actor: Actor,
  plan: PaymentsPreview,
  upload: { id: number; name: string },
  query: Record<string, unknown>,
) {
  const filled = cuts.filter((cut) => plan.posts.some((post) => post.state === cut.state))
  const cut = filled.find((one) => one.key === query.del) ?? filled[0] ?? cuts[0]
  const posts = plan.posts.filter((post) => post.state === cut.state)
  const paging = pageAsked(query.sida, posts.length)
  const address = (key: string, n?: number) => `${paths.paymentPreview.url({ uploadId: upload.id }, { del: key, sida: n })}#poster`
  const bookedDays = plan.posts.flatMap((post) =>
    post.state === 'MATCHED' ? [post.payment.orderedOn ?? post.payment.bookedOn ?? actor.today] : [],
  )
  const closed = closedMonthsWords(bookedDays, await firstOpenDay(tx, actor.namndId))
  const tallies = { MATCHED: plan.matched, UNMATCHED: plan.unmatched, SUSPECT: plan.suspected, DUPLICATE: plan.duplicates }
  const blocked = plan.errors.length > 0
  return {
    uploadId: upload.id,
    fileName: upload.name,
    lede: `${upload.name}, ${label(plan.format)}, ${span(plan)}. Inget är bokfört förrän du bekräftar.`,
    madeOn: plan.createdAt && /Z$|[+-]\d\d:\d\d$/.test(plan.createdAt) ? dayInStockholm(plan.createdAt) : null,
    plan: { ...plan, posts: undefined, bookedAt: plan.before?.bookedAt ?? null },
    bookedBefore: plan.before && `Filen bokfördes ${stamp(plan.before.bookedAt)} av ${plan.before.bookedBy ?? 'systemet'}`,
    listErrors: plan.errors.map(({ place, reason }) => `${place}: ${reason}`),
    blocked,
    controls: plan.controls.map(controlWords),
    controlsHold: plan.controls.every((control) => control.ok),
    strangers: plan.accounts.filter((account) => !account.own),
    warnings: [...(closed === null ? [] : [closed]), ...warningTexts({ ...plan, accounts: [] })],
    submit: submitText(plan),
    suspectChoices: plan.suspected.count > 0 ? suspectChoices(plan.suspected.count) : [],
    nothingNew: plan.matched.count + plan.unmatched.count + plan.suspected.count === 0,
    cuts: filled.map((one) => ({ href: address(one.key), text: one.text, count: tallies[one.state].count, current: one === cut })),
    cut: cut.state,
    rows: await rowsOf(tx, actor, posts.slice(paging.offset, paging.offset + pageSize)),
    pager: { ...paging, total: posts.length, size: pageSize, noun: 'poster', href: (n: number) => address(cut.key, n) },
  }
}

/** "Bokför 39 poster, 231 660 kr"; a file where nothing found its person is only received. */
function submitText(plan: PaymentsPreview): string {
  if (plan.matched.count > 0) return `Bokför ${plural(plan.matched.count, 'post', 'poster')}, ${kronor(plan.matched.netOre)}`
  return `Ta emot ${plural(plan.unmatched.count + plan.suspected.count, 'post', 'poster')} utan träff`
}

const suspectChoices = (count: number) => [
  {
    value: 'WAIT',
    text: count === 1 ? 'Låt den vänta utan träff' : 'Låt dem vänta utan träff',
    hint: 'Någon ser på varje betalning och bokför den eller avslutar den som dubblett.',
  },
  { value: 'SKIP', text: count === 1 ? 'Hoppa över den' : 'Hoppa över alla', hint: 'Pengarna är redan bokförda från en annan fil.' },
  { value: 'BOOK', text: count === 1 ? 'Bokför den också' : 'Bokför alla', hint: 'Det är andra betalningar som liknar de tidigare.' },
]

const span = (plan: PaymentsPreview) =>
  plan.firstOn === plan.lastOn ? plan.firstOn : `${plan.firstOn} till ${plan.lastOn}, ${plural(plan.days, 'dag', 'dagar')}`

async function rowsOf(tx: Db, actor: Actor, posts: readonly PlannedPost[]) {
  const partsOf = (post: PlannedPost) => ('parts' in post ? post.parts : [])
  const people = await showPeople(
    tx,
    actor,
    posts.flatMap(partsOf).map((part) => part.personId),
  )
  const naming = await namingHidden(
    tx,
    actor,
    posts.map(({ payment }) => [payment.payerName, payment.message, ...payment.references.map((one) => one.reference)]),
  )
  return posts.map((post, index) => {
    const { payment } = post
    const to = partsOf(post).map((part) => ({ person: people.get(part.personId), month: part.period ? monthName(part.period) : null }))
    const masked = to.some((one) => one.person?.masked !== false) || naming[index] === true
    return {
      on: payment.orderedOn ?? payment.bookedOn,
      masked,
      payerName: masked ? null : payment.payerName,
      references: masked ? '' : payment.references.map((one) => one.reference).join(', '),
      message: masked ? '' : payment.message,
      outside: to.some((one) => one.person?.outside === true),
      to: to.map((one) => ({
        person: one.person ?? { masked: true, outside: true },
        month: one.person?.masked === false ? one.month : null,
      })),
      reason: post.state === 'UNMATCHED' ? label(post.reason) : null,
      earlierHref: 'ofId' in post && post.ofId !== null && post.ofId > 0 ? paths.payment.url({ receivedId: post.ofId }) : null,
      amount: `${payment.kind === 'DEDUCTION' ? '\u2212' : ''}${amount(payment.amountOre)}${payment.currency === 'SEK' ? '' : ` ${payment.currency}`}`,
      place: payment.place,
    }
  })
}
