import fc from 'fast-check'
import { calendarAround } from '../../cloudfunctions/kernel/calendar'
import * as engine from '../../cloudfunctions/kernel/casework/engine'
import type { CityTerms } from '../../cloudfunctions/kernel/settings'
import type { AnyKind, CaseDocument } from '../../cloudfunctions/kernel/casework/kind'

/** Given a case, when a command comes, then a fact or a refusal. The kind here has two desks, as later kinds will. */

const told = (title: string) => (done: CaseDocument, note: string) => ({ title, text: note, link: `/${done._id}` })
const kind: AnyKind = {
  kind: 'trial',
  version: 1,
  title: '试办',
  many: false,
  form: undefined as never,
  pages: [],
  steps: [
    {
      name: 'first',
      role: 'officer',
      next: '要初审',
      storyTitle: '初审',
      deadline: { workingDays: (settings) => settings.joinWorkingDays, clause: '第一条' },
      acts: [
        { act: 'approve', label: '同意', needsReason: false, reasons: [], effect: '', to: { step: 'second' } },
        { act: 'refuse', label: '不同意', needsReason: true, reasons: [], effect: '', to: { state: 'refused' } },
      ],
    },
    {
      name: 'second',
      role: 'officer',
      next: '要复审',
      storyTitle: '复审',
      deadline: { workingDays: 5, clause: '第二条' },
      acts: [{ act: 'approve', label: '同意', needsReason: false, reasons: [], effect: '', to: { state: 'approved' } }],
    },
  ],
  ledger: { approve: 'application.decided', refuse: 'application.decided' },
  prepare: async () => ({ facts: {}, name: '林秀兰', org: { id: 'o1', name: '某工会', path: '/c/o1/' } }),
  answers: () => [],
  warnings: async () => [],
  effect: async () => undefined,
  told: { approve: told('同意了'), refuse: told('没同意') },
}

const now = new Date('2026-07-13T02:00:00Z')
const city: CityTerms = { joinWorkingDays: 3 }
const setting = { now, calendar: calendarAround(now), city }
const prepared = { facts: {}, name: '林秀兰', org: { id: 'o1', name: '某工会', path: '/c/o1/' } }
const given = () =>
  engine.open(kind, 'case_1', '20260713-000001', 'trial', prepared, { person: 'p1', openid: 'o', intent: 'i' }, setting)
const officer = { desk: 'o1/officer', openid: 'off', sign: '某工会 主席' }
const when = (standing: CaseDocument, command: Partial<engine.Command>, by = officer) =>
  engine.decide(kind, standing, { act: 'approve', version: standing.version, note: '', ...command }, by, now)
const then = (standing: CaseDocument, fact: engine.CaseFact | engine.Refusal) => {
  if (typeof fact === 'string') throw new Error(fact)
  return engine.apply(kind, standing, fact, setting)
}

describe('the casework engine', () => {
  test('a case begins at the first desk with a clock and the rule behind it', () => {
    expect(given()).toMatchObject({
      state: 'submitted',
      desk: 'o1/officer',
      due: '2026-07-16',
      clock: { start: '2026-07-13', workingDays: 3, clause: '第一条' },
      openKey: 'trial:p1',
      version: 1,
    })
  })

  test('approval at the first step moves it to the second, with a clock of its own', () => {
    const moved = then(given(), when(given(), {}))
    expect(moved).toMatchObject({ state: 'submitted', step: 'second', next: '要复审', due: '2026-07-20', version: 2 })
    expect(moved.story.map((line) => line.title)).toEqual(['您交了申请', '初审'])
  })

  test('approval at the last step ends it and frees the place for another application', () => {
    const second = then(given(), when(given(), {}))
    const done = then(second, when(second, {}))
    expect(done).toMatchObject({ state: 'approved', desk: null, due: null, openKey: 'case_1', version: 3 })
    expect(done.news).toMatchObject({ title: '同意了', unread: true })
  })

  test('refusal carries the reason to the applicant', () => {
    const done = then(given(), when(given(), { act: 'refuse', note: '不在这里上班' }))
    expect(done).toMatchObject({ state: 'refused', desk: null, news: { text: '不在这里上班', unread: true } })
  })

  test.each([
    ['a refusal without a reason', {}, { act: 'refuse' as const }, officer, 'reasonMissing'],
    ['another desk', {}, {}, { ...officer, desk: 'o2/officer' }, 'wrongDesk'],
    ['one’s own application', {}, {}, { ...officer, openid: 'o' }, 'ownCase'],
    ['a version that moved on', { version: 4 }, { version: 3 }, officer, 'stale'],
    ['a case that is over', { desk: null }, {}, officer, 'over'],
    [
      'an act the step does not have',
      { step: 'second' },
      { act: 'refuse' as const, note: '原因' },
      officer,
      'actNotAllowed',
    ],
  ])('%s: refused', (_what, change, command, by, refusal) => {
    expect(when({ ...given(), ...change }, command, by)).toBe(refusal)
  })

  test('withdrawal: while it is open; never after the decision', () => {
    const done = then(given(), engine.withdraw(given(), now))
    expect(done).toMatchObject({ state: 'withdrawn', desk: null, openKey: 'case_1' })
    expect(engine.withdraw(done, now)).toBe('over')
  })

  test('whatever desks and applicants do: one desk or an end, versions rise by one, nothing is unsaid', () => {
    const command = fc.record({
      act: fc.constantFrom('approve' as const, 'refuse' as const, 'withdraw' as const),
      note: fc.constantFrom('', '写明的原因'),
      desk: fc.constantFrom('o1/officer', 'o2/officer'),
      behind: fc.constantFrom(0, 0, 0, 1),
    })
    fc.assert(
      fc.property(fc.array(command, { maxLength: 8 }), (commands) => {
        let standing = given()
        for (const { act, note, desk, behind } of commands) {
          const fact =
            act === 'withdraw'
              ? engine.withdraw(standing, now)
              : when(standing, { act, note, version: standing.version - behind }, { ...officer, desk })
          if (typeof fact === 'string') continue
          const moved = then(standing, fact)
          expect(moved.version).toBe(standing.version + 1)
          expect(moved.story).toHaveLength(standing.story.length + 1)
          expect(moved.desk === null).toBe(moved.state !== 'submitted')
          expect(moved.due === null).toBe(moved.desk === null)
          standing = moved
        }
      }),
    )
  })
})
