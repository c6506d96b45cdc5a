/** The month's avier and reminders to those chosen: first what would be made and what is left out, then the drafts. */
import type { Request, Response } from 'express'
import { recordReadings } from '../../audit.js'
import { firstOfMonth, isMonth, monthOf, nextMonth } from '../../domain/calendar.js'
import { kronor } from '../../domain/money.js'
import { monthName } from '../../domain/swedish-dates.js'
import type { House } from '../../house.js'
import { paths } from '../../paths.js'
import { actorOf, flash, type Door } from '../../web/door.js'
import { page } from '../../web/page.js'
import { readForm, type FormErrors } from '../../web/read-form.js'
import { plural } from '../../web/swedish-words.js'
import { BillLettersForm, ReminderLettersForm } from './form.js'
import { makeBulk, planBillLetters, planReminders, type LettersPlan, type Made, type Missing } from './make-store.js'
import { leftOutGroups, missingWords } from './words.js'

export function bulkRoutes({ db }: House, { get, post }: Door): void {
  const crumbs = [{ href: paths.letters.url(), text: 'Brev' }]

  const showMonth = async (req: Request, res: Response, month: string, errors: FormErrors['errors'] = []) => {
    const actor = actorOf(res)
    const plan = await planBillLetters(db, actor, month)
    const coming = nextMonth(monthOf(actor.today))
    page(
      res,
      'letters/bills',
      {
        title: `Hyresavier för ${monthName(month)}`,
        active: 'rents',
        crumbs,
        errors,
        month,
        months: [-2, -1, 0, 1].map((n) => nextMonth(coming, n)).map((one) => ({ value: one, text: monthName(one) })),
        ...planLocals(plan),
        charged: plan.letters.length + plan.aside.length + plan.leftOut.length,
        chargeRunHref: paths.chargeRun.url({}, { manad: month }),
        late: firstOfMonth(month) < actor.today,
      },
      errors.length > 0 ? 422 : 200,
    )
    await db.reading((tx) =>
      recordReadings(
        tx,
        actor,
        plan.leftOut.filter((one) => one.person.shown).map((one) => one.person.id),
      ),
    )
  }

  get(paths.billLetters, async (req, res) => {
    const asked = String(req.query.manad ?? '')
    await showMonth(req, res, isMonth(asked) ? asked : nextMonth(monthOf(actorOf(res).today)))
  })
  post(paths.billLetters, async (req, res) => {
    const form = readForm(BillLettersForm, req.body)
    if (!form.ok) return showMonth(req, res, nextMonth(monthOf(actorOf(res).today)), form.errors)
    const actor = actorOf(res)
    const made = await makeBulk(db, actor, (tx) => planBillLetters(tx, actor, form.value.month))
    if (isMissing(made)) return showMonth(req, res, form.value.month, missingErrors(made))
    answer(req, res, made, 'avi', 'avier')
  })

  post(paths.reminderLetters, async (req, res) => {
    const actor = actorOf(res)
    const form = readForm(ReminderLettersForm, req.body)
    if (!form.ok || form.value.personIds.length === 0) {
      flash(req, 'Välj minst en person att påminna.', 'warning')
      return res.redirect(303, paths.arrears.url())
    }
    const { personIds, checked } = form.value
    const made = checked ? await makeBulk(db, actor, (tx) => planReminders(tx, actor, personIds)) : null
    if (made !== null && !isMissing(made)) return answer(req, res, made, 'påminnelse', 'påminnelser')
    const plan = await planReminders(db, actor, personIds)
    const errors = made === null ? [] : missingErrors(made)
    await db.reading((tx) =>
      recordReadings(
        tx,
        actor,
        [...plan.letters, ...plan.aside, ...plan.leftOut].filter((one) => one.person.shown).map((one) => one.person.id),
      ),
    )
    page(
      res,
      'letters/reminders',
      {
        title: 'Kontrollera påminnelserna',
        active: 'rents',
        crumbs: [{ href: paths.arrears.url(), text: 'Skulder' }],
        errors,
        fields: { personId: personIds.map(String), checked: 'ja' },
        ...planLocals(plan),
        people: plan.letters.map(({ person, amountOre, content }) => ({
          person: { href: paths.person.url({ personId: person.id }), name: person.shown ? person.name : null, masked: !person.shown },
          bills: content.basis.bills.length,
          amountOre,
        })),
      },
      errors.length > 0 ? 422 : 200,
    )
  })
}

function planLocals(plan: LettersPlan) {
  const sumOre = plan.letters.reduce((sum, letter) => sum + letter.amountOre, 0)
  return {
    count: plan.letters.length,
    sumOre,
    sumText: kronor(sumOre),
    aside: plan.aside.length,
    missing: plan.missing.map((one) => missingWords[one]),
    leftOut: leftOutGroups(plan),
  }
}

const isMissing = (made: Made | Missing[]): made is Missing[] => Array.isArray(made)
const missingErrors = (missing: readonly Missing[]) => missing.map((one) => ({ field: 'month', message: missingWords[one].text }))

/** To the only batch there is, or to the list of letters. */
function answer(req: Request, res: Response, made: Made, one: string, many: string): void {
  const [batch] = made.batches
  if (made.letterIds.length === 0 && made.aside === 0) flash(req, 'Inget nytt brev behövdes. De som finns är kvar.', 'warning')
  if (made.letterIds.length > 0)
    flash(req, `${plural(made.letterIds.length, `${one} är gjord`, `${many} är gjorda`)}. Inget är skickat än.`)
  if (made.aside > 0)
    flash(
      req,
      `${plural(made.aside, 'brev till en skyddad person ligger', 'brev till skyddade personer ligger')} i en egen lista.`,
      'warning',
    )
  res.redirect(
    303,
    made.batches.length === 1 && batch
      ? paths.letterBatch.url({ batch })
      : made.aside > 0 && made.batches.length === 0
        ? paths.protectedLetters.url()
        : paths.letters.url(),
  )
}
