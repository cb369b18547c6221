import fc from 'fast-check'
import { homeTicket } from '../../cloudfunctions/cases/kinds/home-ticket'
import { declared as ofBenefits } from '../../cloudfunctions/benefits/kinds/index.generated'
import { kinds as ofCases } from '../../cloudfunctions/cases/kinds'
import { declared as ofInterviews } from '../../cloudfunctions/interviews/kinds/index.generated'
import { declared as ofMembership } from '../../cloudfunctions/membership/kinds/index.generated'
import { declared as ofUnions } from '../../cloudfunctions/unions/kinds/index.generated'
import type { CaseDocument } from '../../cloudfunctions/kernel/casework/case'
import { note } from '../../cloudfunctions/kernel/casework/common-acts'
import { decide } from '../../cloudfunctions/kernel/casework/engine'
import { checkForm, formOf } from '../../cloudfunctions/kernel/casework/form'
import type { AnyKind } from '../../cloudfunctions/kernel/casework/kind'
import { enter, stepNamed } from '../../cloudfunctions/kernel/casework/route'
import { viewOf } from '../../cloudfunctions/kernel/casework/view'
import { addDays } from '../../miniprogram/rules/days'
import { FACTS, SHOWN } from './all-samples'
import { allFields, fill, type Draw } from './samples'
import { chain, city, crew, faultOf, handIn, momentOn, settingOn } from './support'
import { afterDue, applicantMoves, exits, laterOf, otherMoves, press, type Walker } from './walk'

/** What holds for every kind, whoever wrote it. */

const kinds: AnyKind[] = [...ofCases, ...ofMembership, ...ofUnions, ...ofBenefits, ...ofInterviews]
const CHINESE = /[\u4e00-\u9fff]/
const MONDAY = '2026-07-13'
const each = kinds.map((kind) => [kind.kind, kind] as const)
const first: Draw = () => 0

const formFor = (kind: AnyKind, draw: Draw = first) => SHOWN[kind.kind] ?? fill(kind.form, MONDAY, draw)
const begin = (kind: AnyKind, form = formFor(kind)) => handIn(kind, { form, facts: FACTS[kind.kind] }, MONDAY)

test('there are twelve kinds and a thirteenth, each named once', () => {
  const named = ofCases.map(({ kind }) => kind)
  expect(new Set(named).size).toBe(named.length)
  expect(named).toEqual(
    expect.arrayContaining(
      'hardship emergencyRelief studentAid mutualAidClaim legalAid mediation wageArrears petition counselling hazard opinionLetter suggestion homeTicket'.split(
        ' ',
      ),
    ),
  )
})

describe.each(each)('%s: what it declares', (_name, kind) => {
  const view = formOf(kind, city)

  test('its form draws: every field has a label, a widget and a page, every choice its choices', () => {
    expect(view.pages.length).toBeGreaterThan(0)
    view.pages.forEach(({ title, fields }) => {
      expect(title).toMatch(CHINESE)
      expect([title, fields.length > 0]).toEqual([title, true])
    })
    const drawn = view.pages.flatMap(({ fields }) => fields)
    const asked = allFields(kind.form).filter(({ path, field }) => !path.includes('.') && field.widget !== 'unseen')
    expect(drawn.map(({ name }) => name)).toEqual(asked.map(({ path }) => path))
    for (const { path, field } of allFields(kind.form)) {
      expect([path, CHINESE.test(field.label ?? '')]).toEqual([path, true])
      expect([path, typeof field.widget]).toEqual([path, 'string'])
    }
    for (const field of drawn) {
      if (field.widget !== 'choice' && field.widget !== 'choices') continue
      expect([field.name, field.options.length > 0]).toEqual([field.name, true])
    }
  })

  test('what is shown by another answer can be shown', () => {
    const fields = new Map(view.pages.flatMap((page) => page.fields).map((field) => [field.name, field]))
    for (const { when } of [...fields.values(), ...view.evidence]) {
      if (!when) continue
      const values = fields.get(when.field)?.options.map(({ value }) => value) ?? []
      expect([when.field, when.is.every((value) => values.includes(value))]).toEqual([when.field, true])
    }
    expect(new Set(kind.evidence.map(({ slot }) => slot)).size).toBe(kind.evidence.length)
  })

  test('every step has words, acts or a timer, and a term with the clause behind it', () => {
    for (const step of kind.steps) {
      expect([step.next, step.title, step.stage].every((words) => CHINESE.test(words))).toBe(true)
      expect([step.name, step.acts.length > 0 || step.notice !== undefined]).toEqual([step.name, true])
      const { clock } = enter(kind, { ...begin(kind), clock: null }, step.name, settingOn(MONDAY), crew('lawyer'))
      if (step.deadline !== 'goesOn') expect([step.name, CHINESE.test(clock?.clause ?? '')]).toEqual([step.name, true])
    }
    expect(kind.steps[0]!.deadline).not.toBe('goesOn')
  })

  test('every act says what pressing will cause; one that ends it tells the applicant; refusals want a reason', () => {
    for (const step of kind.steps) {
      expect(new Set(step.acts.map(({ act }) => act)).size).toBe(step.acts.length)
      for (const act of step.acts) {
        expect([act.act, CHINESE.test(act.label), CHINESE.test(act.effect)]).toEqual([act.act, true, true])
        if (typeof act.to === 'object' && 'end' in act.to) {
          expect([act.act, typeof act.told]).toEqual([act.act, 'function'])
          if (act.to.end === 'refused') expect([act.act, act.needsReason]).toEqual([act.act, true])
        }
        if (act.amount) expect(Object.keys(act.fields?.shape ?? {})).toContain(act.amount)
        for (const { path, field } of act.fields ? allFields(act.fields) : [])
          expect([act.act, path, CHINESE.test(field.label ?? '')]).toEqual([act.act, path, true])
      }
    }
  })

  test('steps that acts, notices and appeals name exist', () => {
    const named = kind.steps.flatMap(({ notice, acts }) => [
      ...(notice ? [notice.next] : []),
      ...acts.flatMap(({ to }) => (typeof to === 'object' && 'step' in to ? [to.step] : [])),
    ])
    if (typeof kind.appeal === 'object') named.push(kind.appeal.step)
    named.forEach((name) => expect(stepNamed(kind, name).name).toBe(name))
    if (kind.notice) expect(Object.keys(kind.form.shape)).toContain(kind.notice.consent)
  })
})

describe.each(each)('%s: wrong input', (_name, kind) => {
  const good = formFor(kind)
  const WRONG = [null, 7, -1, 1.5, true, '', '\u0000', '1'.repeat(5000), '2026-02-30', {}, { $gt: '' }, [], [{}], [[1]]]

  test('a rightly filled form is taken', () => {
    expect(faultOf(() => begin(kind))).toBeNull()
  })

  test('every field refuses every wrong sort in Chinese words of its own, or takes it', () => {
    for (const { path } of allFields(kind.form)) {
      const [name, item] = path.split('.') as [string, string | undefined]
      for (const wrong of WRONG) {
        const entry = ((good[name] as Record<string, unknown>[] | undefined) ?? [{}])[0]
        const form = { ...good, [name]: item ? [{ ...entry, [item]: wrong }] : wrong }
        const said = faultOf(() => checkForm(kind.form, form, momentOn(MONDAY)))
        if (said === null) continue
        expect([path, wrong, said]).toEqual([path, wrong, expect.stringMatching(CHINESE)])
        expect([path, wrong, said]).not.toEqual([path, wrong, '有一项没填好，请再看一遍'])
      }
    }
  })

  test('a field that nobody declared is refused, nothing sent is repeated', () => {
    const said = faultOf(() => checkForm(kind.form, { ...good, admin: '越权的话' }, momentOn(MONDAY)))
    expect(said).not.toMatch(/admin|越权的话/)
    expect(said).toMatch(CHINESE)
  })
})

describe.each(each)('%s: wherever chance leads it', (_name, kind) => {
  const everyAct = [...new Set(kind.steps.flatMap(({ acts }) => acts.map(({ act }) => act))), 'noSuchAct']

  test('no act outside its table, always a way out, every end is told, and an end can be reached', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(9999), { minLength: 10, maxLength: 60 }), (chances) => {
        let drawn = 0
        const draw: Draw = (of) => (of > 0 ? (chances[drawn++ % chances.length]! + drawn) % of : 0)
        let at: Walker = { standing: begin(kind), on: MONDAY }
        for (let moves = 0; moves < 8; moves += 1) {
          checkStanding(kind, at, everyAct, draw)
          const next = move(kind, at, draw)
          if (!next) continue
          checkMove(at.standing, next.standing)
          at = next
        }
        checkStanding(kind, at, everyAct, draw)
        expect(driveToEnd(kind, at, draw).open).toBe(false)
      }),
      { numRuns: 25 },
    )
  })

  test('no step is there in vain: chance or an appeal comes to each', () => {
    const seen = new Set<string>()
    for (let seed = 1; seed <= 300 && seen.size < kind.steps.length; seed += 1) {
      let state = seed
      const draw: Draw = (of) => {
        state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
        return of > 0 ? Math.floor(state / 65_536) % of : 0
      }
      let at: Walker = { standing: begin(kind, formFor(kind, draw)), on: MONDAY }
      for (let moves = 0; moves < 14; moves += 1) {
        seen.add(at.standing.step)
        at = move(kind, at, draw) ?? at
      }
    }
    expect([...seen].sort()).toEqual(kind.steps.map(({ name }) => name).sort())
  })
})

/** One thing that happens, or null when what was drawn cannot happen now. Withdrawing is rare, or walks would be short. */
function move(kind: AnyKind, at: Walker, draw: Draw): Walker | null {
  const { standing } = at
  const on = draw(4) === 0 ? afterDue(at) : addDays(at.on, draw(3))
  const then = { standing, on }
  const acts = stepNamed(kind, standing.step).acts
  const dice = draw(10)
  if (standing.open && dice < 6 && acts.length) {
    const next = press(kind, then, acts[draw(acts.length)]!, draw)
    return next && { standing: next, on }
  }
  const others = dice < 8 ? otherMoves : applicantMoves
  const names = Object.keys(others).filter((name) => name !== 'withdraw' || draw(8) === 0)
  const name = names[draw(names.length)]!
  const next = others[name]!(kind, then, draw)
  return next && { standing: next, on: name === 'timer' ? laterOf(on, standing.wakeOn) : on }
}

function checkMove(before: CaseDocument, after: CaseDocument): void {
  expect(after.version).toBe(before.version + 1)
  expect(after.story.length).toBeGreaterThan(before.story.length)
  if (before.open && !after.open) {
    expect(after.news).not.toBe(before.news)
    expect([after.news.title, CHINESE.test(after.news.title)]).toEqual([after.news.title, true])
    expect(`${after.news.title}${after.news.text}`).not.toMatch(/undefined|null|NaN|\[object/)
  }
}

function checkStanding(kind: AnyKind, at: Walker, everyAct: string[], draw: Draw): void {
  const { standing, on } = at
  if (!standing.open) {
    expect([standing.desk, standing.due, standing.wakeOn]).toEqual([null, null, null])
    for (const act of everyAct) expect(refusalOf(kind, at, act)).toBe('over')
    return
  }
  expect(standing.desk === null).toBe(standing.state === 'returned')
  const known = stepNamed(kind, standing.step).acts.map(({ act }) => act)
  const refusal = { returned: 'withApplicant', objected: 'objected' }[standing.state as string] ?? 'actNotAllowed'
  for (const act of everyAct.filter((one) => !known.includes(one)))
    expect([act, refusalOf(kind, at, act)]).toEqual([act, refusal])
  const ways = exits(kind, at, draw)
  expect([standing.step, standing.state, ways.length > 0]).toEqual([standing.step, standing.state, true])
  // Each reader's page of it draws.
  for (const reader of ['applicant', 'desk', 'formerDesk'] as const)
    expect(JSON.stringify(viewOf(kind, standing, reader, settingOn(on)))).not.toMatch(/undefined|NaN|\[object/)
}

/** What the engine says to an act, whatever would be written down with it. */
function refusalOf(kind: AnyKind, { standing, on }: Walker, act: string): unknown {
  const command = { act, version: standing.version, note: '写明的原因' }
  const officer = { desk: standing.desk ?? '', openid: 'officer', sign: '工会主席' }
  return decide(kind, standing, command, officer, momentOn(on))
}

/** Takes ways out, those that end it first, then those to steps it has been at least, until it is over. */
function driveToEnd(kind: AnyKind, start: Walker, draw: Draw): CaseDocument {
  let at = start
  const been: Record<string, number> = {}
  for (let moves = 0; at.standing.open && moves < 40; moves += 1) {
    const ways = exits(kind, at, draw)
    const ended = ways.find(({ next }) => !next.open)
    const count = ({ next }: { next: CaseDocument }) => been[`${next.step}/${next.state}/${next.desk}`] ?? 0
    const way = ended ?? ways.sort((a, b) => count(a) - count(b))[0]
    if (!way) break
    const key = `${way.next.step}/${way.next.state}/${way.next.desk}`
    been[key] = (been[key] ?? 0) + 1
    at = { standing: way.next, on: way.name === 'timer' ? laterOf(at.on, at.standing.wakeOn) : at.on }
  }
  return at.standing
}

test('a desk that can only take notes would be seen as a dead end', () => {
  const [check, ...rest] = homeTicket.steps
  const stuck: AnyKind = { ...homeTicket, steps: [{ ...check!, acts: [note('记一笔', '记一笔')] }, ...rest] }
  const given = { form: formFor(stuck), facts: FACTS.homeTicket, chain: chain.slice(3) }
  const at = { standing: handIn(stuck, given, MONDAY), on: MONDAY }
  expect(exits(stuck, at, first)).toEqual([])
  expect(driveToEnd(stuck, at, first).open).toBe(true)
})
