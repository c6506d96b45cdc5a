/** Inställningar: every number of policy with its source; `?namn=` opens one, with its history and the form for a new value. */
import type { Response } from 'express'
import { isPolicyName, parsePolicyValue, POLICY, type PolicyName } from '../../domain/policy.js'
import type { House } from '../../house.js'
import { policyDeciders, policyNames, policyUnits, policyValueWords } from '../../labels.sv.js'
import { paths } from '../../paths.js'
import { actorOf, flash, type Door } from '../../web/door.js'
import { NotFound } from '../../web/errors.js'
import { page } from '../../web/page.js'
import { readForm, type FormErrors } from '../../web/read-form.js'
import { crumbsTo } from './crumbs.js'
import { SettingForm } from './settings-form.js'
import * as store from './settings-store.js'

export function openSettings(house: House, { get, post }: Door): void {
  get(paths.settings, async (req, res) => {
    const { namn } = req.query
    if (namn === undefined || namn === '') return list(house, res)
    if (typeof namn !== 'string' || !isPolicyName(namn)) throw new NotFound()
    return one(house, res, namn, 200)
  })
  post(paths.settings, async (req, res) => {
    const name = String((req.body as Record<string, unknown> | undefined)?.name)
    if (!isPolicyName(name)) throw new NotFound()
    const form = readForm(SettingForm(name, actorOf(res).today), req.body)
    if (!form.ok) return one(house, res, name, 422, form)
    const actor = actorOf(res)
    await store.addSetting(house.db, actor, form.value)
    flash(
      req,
      form.value.fromOn > actor.today
        ? `Det nya värdet är sparat och gäller från ${form.value.fromOn}.`
        : 'Det nya värdet är sparat och gäller.',
    )
    res.redirect(303, paths.settings.url({}, { namn: name }))
  })
}

async function list(house: House, res: Response): Promise<void> {
  const actor = actorOf(res)
  const settings = await store.settingsNow(house.db, actor)
  page(res, 'administration/settings', {
    title: 'Inställningar',
    active: 'administration',
    crumbs: crumbsTo(actor),
    settings: settings.map((setting) => ({
      ...setting,
      text: policyNames[setting.name],
      words: policyValueWords(setting.value, setting.unit),
      coming: setting.coming && { ...setting.coming, words: policyValueWords(setting.coming.value, setting.unit) },
      decider: policyDeciders[setting.decidedBy],
    })),
  })
}

async function one(
  house: House,
  res: Response,
  name: PolicyName,
  status: number,
  form?: FormErrors & { input: Record<string, unknown> },
): Promise<void> {
  const actor = actorOf(res)
  const policy = POLICY[name]
  const history = await store.settingHistory(house.db, actor, name)
  const holds = history.findIndex((row) => row.fromOn <= actor.today)
  page(
    res,
    'administration/setting',
    {
      title: policyNames[name],
      active: 'administration',
      crumbs: crumbsTo(actor, [paths.settings, 'Inställningar']),
      name,
      unit: policyUnits[policy.unit][1],
      decider: policyDeciders[policy.decidedBy],
      byLaw: policy.decidedBy === 'lag' && name !== 'referenceRateHundredths',
      byRiksbanken: name === 'referenceRateHundredths',
      isList: typeof policy.value !== 'number',
      isYesNo: policy.unit === 'yesNo',
      isWhole: policy.unit !== 'hundredths',
      history: history.map((row, index) => ({
        ...row,
        words: policyValueWords(parsePolicyValue(name, row.value) ?? [], policy.unit),
        state: index < holds ? 'COMING' : index === holds ? 'HOLDS' : 'PAST',
      })),
      input: form?.input ?? {},
      errors: form?.errors ?? [],
    },
    status,
  )
}
