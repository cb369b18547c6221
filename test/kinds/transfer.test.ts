import { transfer } from '../../cloudfunctions/membership/kinds/transfer'
import { withdraw } from '../../cloudfunctions/kernel/casework/applicant'
import { begin, MONDAY } from './membership'
import { act, attempt, dueOf, entryOf, momentOn, offered, saidAbout } from './support'

/** 转会 (工会会员会籍管理办法 第3条): the new union takes her or does not, and nothing else happens to her. */

const form = { union: 'union', employer: '海滨物业' }

test('the new union answers within the city’s days; a silent one loses it to the level above', () => {
  expect(dueOf(transfer, 'committee', MONDAY)).toMatchObject({
    due: '2026-07-16',
    clause: expect.stringContaining('《工会会员会籍管理办法》第三条'),
  })
  expect(transfer.steps[0]!.silent).toBeUndefined()
})

test('taken: over, recorded as a transfer, and she reads where she belongs now', () => {
  const standing = begin(transfer, form)
  expect(offered(transfer, standing, MONDAY)).toEqual(['approve', 'refuse'])
  expect(standing.batch).toEqual(['approve'])
  const done = act(transfer, standing, 'approve', MONDAY)
  expect(done).toMatchObject({
    state: 'approved',
    open: false,
    news: { title: '转会办好了', link: '/pages/card/card' },
  })
  expect(done.news.text).toContain('海滨物业工会')
  expect(entryOf(transfer, standing, done, 'approve', MONDAY).kind).toBe('member.transferred')
})

test('not taken: only with a reason, and she reads that nothing has changed', () => {
  const standing = begin(transfer, form)
  expect(attempt(transfer, standing, 'refuse', MONDAY)).toBe('reasonMissing')
  const done = act(transfer, standing, 'refuse', MONDAY, { note: '您不在我们这里上班' })
  expect(done.news.text).toBe('您不在我们这里上班。您的会籍没有动，什么都没少')
})

test('until then she may take it back', () => {
  expect(withdraw(begin(transfer, form), momentOn(MONDAY))).toMatchObject({ state: 'withdrawn' })
})

test('who was asked to take her does not decide on her own transfer', () => {
  expect(attempt(transfer, begin(transfer, form), 'approve', MONDAY, { by: { openid: 'worker' } })).toBe('ownCase')
})

test('what is wrong with the form is said', () => {
  expect(saidAbout(transfer, form, {}, MONDAY)).toBeNull()
  expect(saidAbout(transfer, form, { union: undefined }, MONDAY)).toBe('请选您要转到的工会')
  expect(saidAbout(transfer, form, { employer: '海\u0000滨' }, MONDAY)).toMatch(/看不见的符号/)
})
