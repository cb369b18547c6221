import { correction } from '../../cloudfunctions/membership/kinds/correction'
import { someId } from '../../local/city/identity'
import { begin, MONDAY } from './membership'
import { act, attempt, dueOf, entryOf, offered, readBy, saidAbout } from './support'

/** 更正资料 (个人信息保护法 第46条): her own union compares with the identity card; what is wrong is changed in place. */

const form = { wrong: ['name', 'idNumber'], name: '林秀蓝', idNumber: someId(3), consent: true }

test('checked within the city’s days, changed or refused with a reason, recorded', () => {
  const standing = begin(correction, form)
  expect(offered(correction, standing, MONDAY)).toEqual(['approve', 'ask', 'refuse'])
  expect(dueOf(correction, 'check', MONDAY)).toMatchObject({
    due: '2026-07-16',
    clause: expect.stringContaining('第四十六条'),
  })
  expect(attempt(correction, standing, 'refuse', MONDAY)).toBe('reasonMissing')
  const done = act(correction, standing, 'approve', MONDAY)
  expect(entryOf(correction, standing, done, 'approve', MONDAY).kind).toBe('member.corrected')
})

test('the number is sealed, and nobody reads it whole', () => {
  const standing = begin(correction, form)
  expect(JSON.stringify([standing.form, readBy(correction, standing, MONDAY)])).not.toContain(someId(3))
})

test('only what is said to be wrong is asked, and then it is wanted', () => {
  expect(correction.evidence).toMatchObject([{ slot: 'idCard', required: true }])
  expect(saidAbout(correction, form, {}, MONDAY)).toBeNull()
  expect(saidAbout(correction, form, { wrong: [] }, MONDAY)).toBe('请选哪里不对')
  expect(saidAbout(correction, form, { name: undefined }, MONDAY)).toBe('还没填“对的姓名”')
  expect(
    saidAbout(correction, form, { idNumber: someId(3).slice(0, 17) + (someId(3).endsWith('1') ? '2' : '1') }, MONDAY),
  ).toMatch(/身份证号/)
  expect(saidAbout(correction, form, { wrong: ['birthDay'], birthDay: '2026-02-30' }, MONDAY)).toMatch(/生日/)
  expect(saidAbout(correction, form, { consent: false }, MONDAY)).toMatch(/打勾/)
})
