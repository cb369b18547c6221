import { expulsion } from '../../cloudfunctions/membership/kinds/expulsion'
import { lapsing } from '../../cloudfunctions/membership/kinds/lapsing'
import type { AnyKind } from '../../cloudfunctions/kernel/casework/kind'
import { addDays } from '../../miniprogram/rules/days'
import { begin, MONDAY } from './membership'
import { act, attempt, dueOf, entryOf, offered } from './support'

/** What a union's officer records about a member: 视为退会 (章程 第6条) and 除名 (章程 第7条). */

const idle = { member: 'mem_1', lastActiveOn: '2026-01-05' }
const judged = { member: 'mem_1', judgment: '（2026）鲁1002刑初15号', judgedOn: '2026-05-06' }
const urged = { fields: { how: 'visit', words: '到家里说过了，说不想来' } }
const days = { fields: { groupOn: '2026-06-01', committeeOn: '2026-06-03' } }
/** Who began it; the member; somebody else. */
const by = (openid: string) => ({ by: { openid } })

test.each([
  [lapsing, idle, 'urge', urged],
  [expulsion, judged, 'decide', days],
] as [AnyKind, Record<string, unknown>, string, object][])(
  '%#: who began it goes on at her own union; the member it is about never does',
  (kind, form, name, acting) => {
    const standing = begin(kind, form)
    expect(attempt(kind, standing, name, MONDAY, { ...acting, ...by('member') })).toBe('ownCase')
    expect(typeof attempt(kind, standing, name, MONDAY, { ...acting, ...by('worker') })).toBe('object')
  },
)

test.each([0, 1, 29, 30, 31])('lapsing: %i days after the urging', (after) => {
  const waiting = act(lapsing, begin(lapsing, idle), 'urge', MONDAY, urged)
  const on = addDays(MONDAY, after)
  expect(offered(lapsing, waiting, on).includes('declare')).toBe(after >= 30)
  if (after < 30) return expect(attempt(lapsing, waiting, 'declare', on)).toBe('actNotAllowed')
  const done = act(lapsing, waiting, 'declare', on)
  const entry = entryOf(lapsing, waiting, done, 'declare', on)
  expect([done.state, entry.kind]).toEqual(['closed', 'member.left'])
})

test('lapsing: no urging, no end but to drop it; urging again begins no new thirty days', () => {
  expect(offered(lapsing, begin(lapsing, idle), '2027-01-04')).toEqual(['urge', 'drop'])
  const once = act(lapsing, begin(lapsing, idle), 'urge', MONDAY, urged)
  const twice = act(lapsing, once, 'urge', addDays(MONDAY, 20), urged)
  expect(offered(lapsing, twice, addDays(MONDAY, 30))).toEqual(['declare', 'urge', 'drop'])
  expect(act(lapsing, twice, 'drop', MONDAY, { note: '会员回来了' }).state).toBe('closed')
})

test('expulsion: committee, then filed one level up by somebody else; each with its clause', () => {
  expect(dueOf(expulsion, 'committee', MONDAY).clause).toContain('第七条')
  const standing = begin(expulsion, judged)
  const filed = act(expulsion, standing, 'decide', MONDAY, days)
  expect(filed).toMatchObject({ deskOrg: 'town', open: true })
  expect(attempt(expulsion, filed, 'file', MONDAY, by('worker'))).toBe('ownCase')
  expect(attempt(expulsion, filed, 'refuse', MONDAY)).toBe('reasonMissing')
  const done = act(expulsion, filed, 'file', MONDAY)
  const entry = entryOf(expulsion, filed, done, 'file', MONDAY)
  expect([done.state, entry.kind, entry.org]).toEqual(['approved', 'member.expelled', 'union'])
})

test('expulsion: the committee may drop it, the level above may refuse to file it', () => {
  const standing = begin(expulsion, judged)
  expect(act(expulsion, standing, 'drop', MONDAY, { note: '小组不同意' }).state).toBe('closed')
  const filed = act(expulsion, standing, 'decide', MONDAY, days)
  expect(act(expulsion, filed, 'refuse', MONDAY, { note: '没有经过小组讨论' }).state).toBe('refused')
})
