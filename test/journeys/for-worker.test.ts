import { good } from '../../local/call-as'
import { personas } from '../../local/city/personas'
import { fill, see, shown, startJourneyOn, tap, type TimedJourney } from './support'

/**
 * An officer applies for a worker who asked her in person: it is written down, he is told at once, sees what was filled
 * in for him, undoes it, and lets nobody do it again.
 */

let journey: TimedJourney
beforeAll(async () => void (journey = await startJourneyOn('2026-07-13')), 120_000)
afterEach(() => journey.picture('for-worker-end'))
afterAll(() => journey.close())

const worker = personas.find((one) => one.id === 'lostcard')!
const FOR_WORKER = 'packages/staff/for-worker/for-worker'

test('written down, applied for, told, seen, undone', async () => {
  const officer = await journey.phoneOf('officer', 'packages/staff/desk/desk')
  await tap(officer, '替工友申请')
  await see(officer, '工友当面托您，您来填')
  await journey.look(officer, 'for-worker-who', { persona: 'officer', page: FOR_WORKER })
  await fill(officer, '工友姓名', worker.name)
  await fill(officer, '身份证号', worker.idNumber)
  await tap(officer, '本人到办公室口头申请')
  await journey.look(officer, 'for-worker-who-2')
  await tap(officer, '记下来，选要申请的')
  await see(officer, '替鞠＊波申请什么')
  await journey.look(officer, 'for-worker-what')

  await tap(officer, '申请困难帮扶')
  // His papers are on his own phone; nothing of the officer's is offered.
  await see(officer, '材料不用您交')
  await journey.look(officer, 'for-worker-start')
  await tap(officer, '开始填')
  await tap(officer, '环翠区')
  await tap(officer, '本人')
  await fill(officer, /身份证号/, worker.idNumber)
  await fill(officer, /一年到手/, '18000')
  await journey.look(officer, 'for-worker-form')
  await tap(officer, '下一步')
  for (const name of [/看病/, /学费/, /别的/, /突然/]) await fill(officer, name, '0')
  await tap(officer, '下一步')
  await tap(officer, '收入低无法维持')
  await tap(officer, '下一步')
  await fill(officer, /银行卡号/, '6200 0000 0000 0000')
  await fill(officer, /哪家银行/, '海边银行')
  await tap(officer, '下一步')
  await see(officer, '看一遍，交上去')
  await journey.look(officer, 'for-worker-review')
  await tap(officer, '同意请民政部门核对家里的收入')
  await tap(officer, '交上去')
  await see(officer, '交上去了')
  await journey.look(officer, 'for-worker-done')

  // He is told at once, of both.
  const phone = await journey.phoneOf('lostcard', 'pages/inbox/inbox')
  await see(phone, '海滨物业工会 工会主席 宋丽华要替您申请')
  await see(phone, /宋丽华替您交了困难职工建档帮扶/)
  await journey.look(phone, 'for-worker-inbox')
  await tap(phone, /宋丽华替您交了困难职工建档帮扶/)
  await see(phone, '海滨物业工会 工会主席 宋丽华替您交的')
  await journey.look(phone, 'for-worker-story')
  await tap(phone, '您填的')
  await see(phone, /尾号 0000/)
  await tap(phone, '不是我的意思，撤回')
  await see(phone, '这不是您的意思？')
  await journey.look(phone, 'for-worker-sure')
  await tap(phone, '撤回来')
  await see(phone, '这份申请不再办了')
  await journey.look(phone, 'for-worker-undone')

  await phone.goto(`${journey.started.url}/app/?persona=lostcard&page=packages/cases/family/family`)
  await see(phone, /宋丽华/)
  await journey.look(phone, 'for-worker-family', { persona: 'lostcard', page: 'packages/cases/family/family' })
  await tap(phone, '收回')
  await tap(phone, '收回来')
  await see(phone, '收回了')
  const { held } = await good(journey.world.as('officer')('cases.authorities', {}))
  expect(held.filter(({ revoked }) => !revoked)).toEqual([])

  const again = await journey.phoneOf('officer', FOR_WORKER)
  await see(again, '工友当面托您，您来填')
  expect(await shown(again, '托过您的工友').count()).toBe(0)
  await journey.noErrors()
}, 120_000)
