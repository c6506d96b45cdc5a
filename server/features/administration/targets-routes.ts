/** Mål: what each indicator aims at, in whole per cent (or a number, where it counts), by year, with the plan that says so. */
import type { Response } from 'express'
import { z } from 'zod'
import { INDICATOR_CODES } from '../../domain/codes.js'
import { targetText } from '../../domain/indicators/targets.js'
import type { House } from '../../house.js'
import { choices } from '../../labels.sv.js'
import { paths } from '../../paths.js'
import { actorOf, flash, type Door } from '../../web/door.js'
import { page } from '../../web/page.js'
import { fieldOf, readForm, type FormErrors } from '../../web/read-form.js'
import { crumbsTo } from './crumbs.js'
import * as store from './targets-store.js'

const percent = fieldOf
  .optionalText(4)
  .refine((text) => text === null || (/^\d{1,3}$/.test(text) && Number(text) <= 100), 'Skriv ett helt tal från 0 till 100')
  .transform((text) => (text === null ? null : Number(text)))

const TargetForm = z.object({
  indicator: fieldOf.oneOf(INDICATOR_CODES, 'Välj indikator'),
  year: fieldOf.wholeNumber('Skriv året med fyra siffror, till exempel 2027', 2000, 2100),
  percent,
  kfPercent: percent,
  source: fieldOf.text('Skriv var målet står, till exempel Verksamhetsplan 2027', 200),
})

export function openTargets(house: House, { get, post }: Door): void {
  const show = async (res: Response, asked: unknown, status: number, form?: FormErrors & { input: Record<string, unknown> }) => {
    const actor = actorOf(res)
    const thisYear = Number(actor.today.slice(0, 4))
    const year = z.coerce
      .number()
      .int()
      .min(2000)
      .max(2100)
      .catch(thisYear)
      .parse(asked ?? thisYear)
    page(
      res,
      'administration/targets',
      {
        title: 'Mål',
        active: 'administration',
        crumbs: crumbsTo(actor),
        year,
        years: [year - 1, year, year + 1].map((one) => ({
          href: paths.targets.url({}, { ar: one }),
          text: String(one),
          current: one === year,
        })),
        ...(await store.targetsIn(house.db, actor, year)),
        targetText,
        indicators: choices(INDICATOR_CODES),
        input: form?.input ?? {},
        errors: form?.errors ?? [],
      },
      status,
    )
  }
  get(paths.targets, async (req, res) => show(res, req.query.ar, 200))
  post(paths.targets, async (req, res) => {
    const form = readForm(TargetForm, req.body)
    if (!form.ok) return show(res, undefined, 422, form)
    await store.addTarget(house.db, actorOf(res), form.value)
    flash(req, `Målet gäller från ${form.value.year}, tills ett nyare mål läggs till.`)
    res.redirect(303, paths.targets.url({}, { ar: form.value.year }))
  })
}
