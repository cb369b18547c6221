import { resuming } from '../../cloudfunctions/membership/kinds/resuming'
import { retaining } from '../../cloudfunctions/membership/kinds/retaining'
import { begin, MONDAY } from './membership'
import { act, attempt, dueOf, entryOf, offered, saidAbout } from './support'

/** 保留会籍 and 恢复会籍 (中国工会章程 第8条): her own union decides; a paper helps and is never wanted. */

test.each([
  [retaining, { why: 'retired' }, 'member.retained', ['approve', 'ask', 'refuse']],
  [resuming, { employer: '海滨物业' }, 'member.resumed', ['approve', 'refuse']],
] as const)('%#: answered within the city’s days, recorded, refused only with a reason', (kind, form, ledger, acts) => {
  const standing = begin(kind, form)
  expect(offered(kind, standing, MONDAY)).toEqual(acts)
  expect(dueOf(kind, 'committee', MONDAY)).toMatchObject({
    due: '2026-07-16',
    clause: expect.stringContaining('第八条'),
  })
  expect(attempt(kind, standing, 'refuse', MONDAY)).toBe('reasonMissing')
  const done = act(kind, standing, 'approve', MONDAY)
  expect(done).toMatchObject({ state: 'approved', news: { link: '/pages/card/card' } })
  expect(entryOf(kind, standing, done, 'approve', MONDAY).kind).toBe(ledger)
})

test('no paper is wanted, and no word of dues', () => {
  expect(retaining.evidence.every(({ required }) => !required)).toBe(true)
  expect(JSON.stringify(retaining)).not.toContain('会费')
})

test('what is wrong with the forms is said', () => {
  expect(saidAbout(retaining, {}, { why: 'tired' }, MONDAY)).toBe('请选是哪一种')
  expect(saidAbout(resuming, {}, { employer: ' ' }, MONDAY)).toMatch(/请填现在在哪儿干活/)
})
