import { good } from '../../local/call-as'
import { idNumberOf } from '../../local/city/identity'
import { fill, photograph, see, shown, startJourneyOn, tap, tickOf, type TimedJourney } from './support'

/**
 * Student aid for somebody whose papers are in the vault already: the admission letter is all that is asked for, the
 * nine others are offered to tick. Outside its season the form says when it opens.
 */

let journey: TimedJourney
beforeAll(async () => void (journey = await startJourneyOn('2026-06-20')), 120_000)
afterEach(() => journey.picture(`student-end-${expect.getState().currentTestName?.slice(0, 20)}`))
afterAll(() => journey.close())

const APPLY = 'packages/cases/apply/apply?kind=studentAid'
const HELD = [
  '本人身份证',
  '户口本',
  '家里人的身份证',
  '收入证明',
  '单位证明',
  '社区（村）证明',
  '劳动合同',
  '核对授权书',
  '银行卡',
]

test('before its season it says when it opens, and asks for nothing', async () => {
  const phone = await journey.phoneOf('member', APPLY)
  await see(phone, /7月1日/)
  await journey.look(phone, 'student-closed', { persona: 'member', page: APPLY })
  expect(await shown(phone, '开始填').count()).toBe(0)
  await journey.noErrors()
}, 60_000)

test('in its season only the admission letter is asked for; nine papers are ticked; it is handed in', async () => {
  await journey.goTo('2026-07-20')
  const phone = await journey.phoneOf('member', 'pages/services/services')
  await tap(phone, '孩子上学，学费发愁')
  await journey.look(phone, 'student-services')
  await tap(phone, '给孩子申请助学金')
  await see(phone, '要 9 样材料，您都有了')
  await see(phone, /^看您怎么填，可能还要：录取通知书/)
  await journey.look(phone, 'student-start', { persona: 'member', page: APPLY })
  await tap(phone, '开始填')

  await fill(phone, '孩子的名字', '林小禾')
  await fill(phone, '孩子的身份证号', idNumberOf('other', '2008-03-09', 61, 'female'))
  await tap(phone, '满了')
  await journey.look(phone, 'student-child')
  await tap(phone, '下一步')
  await tap(phone, '大专、大学')
  await fill(phone, '哪所学校', '海岬大学')
  await tap(phone, '今年新入学')
  await journey.look(phone, 'student-school')
  await tap(phone, '下一步')
  await fill(phone, /银行卡号/, '990000000000004419')
  await fill(phone, /哪家银行/, '海岬银行')
  await journey.look(phone, 'student-bank')
  await tap(phone, '下一步')

  // Nine are offered to tick, one is to be photographed, and what may be left out.
  await see(phone, '您交过的 9 样')
  await see(phone, '还差 1 样')
  await journey.look(phone, 'student-papers')
  const cameras = await phone
    .getByRole('button', { name: /^拍照，/ })
    .evaluateAll((all) => all.map((one) => one.ariaLabel))
  expect(cameras).toEqual(['拍照，录取通知书', '拍照，家里难处的证明'])
  await photograph(phone, '录取通知书', { first: true })
  for (const title of HELD)
    if ((await tickOf(phone, title).getAttribute('aria-checked')) !== 'true') await tickOf(phone, title).tap()
  await journey.look(phone, 'student-papers-ticked')
  await tap(phone, '下一步')

  await see(phone, '看一遍，交上去')
  await journey.look(phone, 'student-review')
  await tap(phone, '同意用这张卡收钱')
  await tap(phone, '同意跟教育、民政部门核对')
  await tap(phone, '交上去')
  await see(phone, '交上去了')
  await journey.look(phone, 'student-done')
  const { rows } = await good(journey.world.as('member')('cases.mine', {}))
  const made = await journey.read('member', rows.find(({ kind }) => kind === 'studentAid')!.id)
  expect(made.papers).toHaveLength(10)
  expect(made.papers.map(({ type }) => type)).toContain('admissionLetter')
  await tap(phone, '看办到哪一步')
  await see(phone, '金秋助学')
  await journey.look(phone, 'student-story')
  await journey.noErrors()
}, 90_000)
