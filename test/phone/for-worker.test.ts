import type { CaseRow } from '../../cloudfunctions/kernel/casework/contract'
import { kinds as ofCases } from '../../cloudfunctions/cases/kinds'
import { declared as ofMembership } from '../../cloudfunctions/membership/kinds/index.generated'
import { someId } from '../../local/city/identity'
import {
  applyUrl,
  BASES,
  faultsOfAsking,
  filedLines,
  heldLines,
  kindsFor,
  spokenOf,
} from '../../miniprogram/packages/staff/for-worker/asking'

const NOW = Date.parse('2026-07-17T02:00:00Z')
const who = { name: ' 林秀兰 ', idNumber: `${someId(3).slice(0, 6)} ${someId(3).slice(6)}` }

describe('a worker asks an officer in person', () => {
  it('wants name, number and how it was asked', () => {
    expect(Object.keys(faultsOfAsking({}, BASES[0], NOW)!.faults)).toEqual(['name', 'idNumber'])
    expect(faultsOfAsking({ ...who, idNumber: '123' }, BASES[0], NOW)!.faults.idNumber).toBeTruthy()
    expect(faultsOfAsking(who, '口头', NOW)!.fault).toContain('怎么委托的')
    expect(faultsOfAsking(who, '话'.repeat(201), NOW)!.fault).toContain('200')
    for (const basis of BASES) expect(faultsOfAsking(who, basis, NOW)).toBeNull()
  })

  it('sends name and number tidied', () => {
    const sent = {
      desk: 'org_1/officer',
      comes: false,
      name: '林秀兰',
      idNumber: someId(3),
      basis: '本人到办公室口头申请',
    }
    expect(spokenOf('org_1/officer', who, ' 本人到办公室口头申请 ', false)).toEqual(sent)
  })

  it("offers what a worker may ask for, never counselling or what is an officer's own", () => {
    const served = new Map([...ofCases, ...ofMembership].map(({ kind, who: may }) => [kind, may]))
    const kinds = kindsFor('')
    expect(kinds.length).toBeGreaterThan(5)
    for (const { kind } of kinds)
      expect([kind, served.get(kind)]).toEqual([kind, expect.stringMatching(/anyone|member/)])
    expect(kinds.map(({ kind }) => kind)).not.toContain('counselling')
    expect(applyUrl('cases', 'hardship', 'auth_1')).toBe(
      '/packages/cases/apply/apply?area=cases&kind=hardship&authority=auth_1',
    )
    expect(kindsFor('transfer')).toMatchObject([{ area: 'membership', kind: 'transfer' }])
  })

  it('offers those who asked before and did not take it back, the newest first', () => {
    const held = {
      id: 'a',
      how: 'officer' as const,
      name: '林＊兰',
      basis: '口头',
      only: '',
      at: NOW - 86_400_000,
      revoked: false,
    }
    const lines = heldLines(
      [held, { ...held, id: 'b', at: NOW }, { ...held, id: 'c', revoked: true }, { ...held, id: 'd', how: 'kin' }],
      NOW,
    )
    expect(lines.map(({ id, note }) => [id, note])).toEqual([
      ['b', '今天 10:00，口头'],
      ['a', '昨天 10:00，口头'],
    ])
  })

  it('says of each where it stands: what waits for papers, what is under way, what is over', () => {
    const row = {
      id: 'a',
      area: 'cases',
      name: '林＊兰',
      kindTitle: '困难帮扶',
      stage: '街道总工会要上门看看',
      state: 'reviewing',
      open: true,
      due: '2026-07-24',
      submittedAt: NOW,
      news: { title: '钱发了', text: '', at: NOW, unread: false },
    } as unknown as CaseRow
    const lines = filedLines([row, { ...row, state: 'returned' }, { ...row, state: 'served', open: false }])
    expect(lines.map(({ stage, word }) => [stage, word])).toEqual([
      ['街道总工会要上门看看', '在办'],
      ['等补材料，7月24日前', '要补'],
      ['钱发了', '办完了'],
    ])
  })
})
