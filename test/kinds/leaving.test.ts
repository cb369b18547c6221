import { leaving } from '../../cloudfunctions/membership/kinds/leaving'
import { withdraw } from '../../cloudfunctions/kernel/casework/applicant'
import { wake } from '../../cloudfunctions/kernel/casework/by-itself'
import { begin, MONDAY } from './membership'
import { act, dueOf, entryOf, momentOn, offered, readBy, saidAbout, settingOn } from './support'

/** 退会 (中国工会章程 第6条): free, declared by the committee, never refused. */

const form = { sure: true }

test('the committee’s only act is to declare it, within the city’s days', () => {
  const standing = begin(leaving, form)
  expect(offered(leaving, standing, MONDAY)).toEqual(['declare'])
  expect(dueOf(leaving, 'declare', MONDAY)).toMatchObject({
    due: '2026-07-16',
    clause: expect.stringContaining('第六条'),
  })
  const done = act(leaving, standing, 'declare', MONDAY)
  expect(done).toMatchObject({ state: 'closed', open: false })
  expect(done.news.text).toContain('哪天都可以再加入')
  expect(entryOf(leaving, standing, done, 'declare', MONDAY).kind).toBe('member.left')
})

test('it is her own act: no authority serves, and she reads that she may stay after all', () => {
  expect(leaving.ownAct).toBe(true)
  const standing = begin(leaving, form)
  expect(standing.news.text).toContain('随时撤回')
  expect(readBy(leaving, standing, MONDAY).may.withdraw).toBe(true)
  expect(withdraw(standing, momentOn(MONDAY))).toMatchObject({ state: 'withdrawn' })
})

test('a silent desk loses it to the level above, where it is declared', () => {
  const standing = begin(leaving, form)
  const risen = wake(leaving, standing, settingOn(standing.wakeOn!))!
  expect(risen).toMatchObject({ deskOrg: 'town', open: true })
  expect(act(leaving, risen, 'declare', standing.wakeOn!).state).toBe('closed')
})

test('not without a tick that she knows what stops', () => {
  expect(saidAbout(leaving, form, {}, MONDAY)).toBeNull()
  expect(saidAbout(leaving, form, { sure: false }, MONDAY)).toMatch(/打勾/)
})
