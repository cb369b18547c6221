import type { CaseDocument, UsedPaper } from '../../cloudfunctions/kernel/casework/case'
import { appealStep, askMore, passOn } from '../../cloudfunctions/kernel/casework/common-acts'
import type { AnyKind, StepAct } from '../../cloudfunctions/kernel/casework/kind'
import type { Setting } from '../../cloudfunctions/kernel/casework/route'
import { chain, settingOn } from '../kinds/support'
import * as engine from '../../cloudfunctions/kernel/casework/engine'
import { z } from 'zod'

/** A kind with every sort of step, and short ways to act on a case of it: for tests of the pure engine. */

const act = (name: string, to: StepAct['to'], more: Partial<StepAct> = {}): StepAct => ({
  act: name,
  label: name,
  effect: '',
  to,
  told: (_done, note) => ({ title: `${name}了`, text: note }),
  ...more,
})
const days = (count: number, clause: string) => () => ({ days: count, unit: 'working' as const, clause })

export const kind: AnyKind = {
  kind: 'trial',
  version: 1,
  title: '试办',
  plain: '试一试',
  who: 'anyone',
  many: false,
  rated: true,
  form: z.strictObject({}),
  pages: [],
  evidence: [{ slot: 'bill', title: '结算单', types: ['settlementSheet'], required: false }],
  steps: [
    {
      name: 'first',
      at: 'own',
      role: 'officer',
      state: 'submitted',
      next: '要初审',
      title: '初审',
      stage: '在看',
      deadline: days(3, '第一条'),
      acts: [
        act('accept', { step: 'notice' }),
        act('give', { step: 'lawyer', crew: 'lawyer' }),
        act('refuse', { end: 'refused' }, { needsReason: true, tone: 'refuse' }),
        act('longer', { stay: true, extend: { days: 2, clause: '第九条' } }, { needsReason: true }),
        askMore(),
        passOn(),
      ],
    },
    {
      name: 'lawyer',
      at: 'county',
      role: 'lawyer',
      state: 'reviewing',
      next: '要办',
      title: '律师在办',
      stage: '在办',
      deadline: 'goesOn',
      acts: [act('close', { end: 'closed' })],
    },
    {
      name: 'notice',
      at: 'town',
      role: 'officer',
      state: 'inNotice',
      next: '正在公示',
      title: '公示',
      stage: '在公示',
      deadline: days(5, '第二条'),
      notice: { next: 'second' },
      acts: [],
    },
    {
      name: 'second',
      at: 'city',
      role: 'officer',
      state: 'reviewing',
      next: '要复审',
      title: '复审',
      stage: '在复审',
      deadline: days(5, '第三条'),
      acts: [act('approve', { end: 'approved' })],
    },
    appealStep('county', 'second', 10, '第四条'),
  ],
  appeal: { days: 15, step: 'appeal', words: '可以再看一遍' },
  notice: { consent: 'agreed', classWords: () => '试办' },
}

// A Monday.
export const START = '2026-07-13'
export const at = (day: string) => settingOn(day)
const handed = {
  id: 'case_1',
  number: '20260713-000001',
  area: 'trial',
  person: 'p1',
  openid: 'o',
  name: '林秀兰',
  form: { agreed: true },
  facts: {},
  titles: {},
  chain,
  papers: [],
  intent: 'i',
  openKey: null,
  filedBy: null,
  proxyOpenid: null,
}
export const given = (more: Partial<engine.Handed> = {}) => engine.open(kind, { ...handed, ...more }, at(START))
const officerOf = (standing: CaseDocument) => ({ desk: standing.desk ?? '', openid: 'off', sign: '某工会 主席' })
export const when = (
  standing: CaseDocument,
  command: Partial<engine.Command>,
  setting: Setting = at(START),
  by = officerOf(standing),
) => engine.decide(kind, standing, { act: 'accept', version: standing.version, note: '', ...command }, by, setting.now)
const then = (standing: CaseDocument, fact: engine.Acted | engine.Refusal, setting: Setting = at(START)) => {
  if (typeof fact === 'string') throw new Error(fact)
  return engine.apply(kind, standing, fact, setting)
}
export const done = (standing: CaseDocument, command: Partial<engine.Command>, setting: Setting = at(START)) =>
  then(standing, when(standing, command, setting), setting)
export const ok = <T>(result: T | string | null): T => {
  if (typeof result === 'string' || result === null) throw new Error(String(result))
  return result
}
export const paper: UsedPaper = {
  slot: 'bill',
  paper: 'paper_1',
  type: 'settlementSheet',
  title: '结算单',
  validUntil: null,
  consentAt: new Date(0),
  withdrawnAt: null,
}
export const asked = () => done(given(), { act: 'ask', note: '要盖章的', slots: ['bill'] }, at('2026-07-14'))
