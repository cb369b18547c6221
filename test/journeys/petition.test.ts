import { good } from '../../local/call-as'
import { see, shown, startJourneyOn, tap, fill, type TimedJourney } from './support'

/**
 * A letter to the union by hand: written on the phone, taken within 15 days, extended once by 30 with the reason and
 * the clause that the worker reads, answered in writing.
 */

let journey: TimedJourney
beforeAll(async () => void (journey = await startJourneyOn('2026-07-13')), 120_000)
afterEach(() => journey.picture('petition-end'))
afterAll(() => journey.close())

test('written, taken, extended with reason, clause and new date, answered, rated', async () => {
  const apply = 'packages/cases/apply/apply?kind=petition'
  const worker = await journey.phoneOf('lostcard', apply)
  await see(worker, '交上去以后')
  await journey.look(worker, 'petition-start', { persona: 'lostcard', page: apply })
  await tap(worker, '开始填')
  await tap(worker, '工会的帮扶、服务')
  await fill(worker, '什么事', '去年申请的慰问一直没有回音，问了两回没人答复')
  await fill(worker, '您想怎么解决', '给个准话')
  await journey.look(worker, 'petition-what')
  await tap(worker, '下一步')
  await tap(worker, '我自己')
  await journey.look(worker, 'petition-who')
  await tap(worker, '下一步')
  await journey.look(worker, 'petition-papers')
  await tap(worker, '下一步')
  await journey.look(worker, 'petition-review')
  await tap(worker, '交上去')
  await see(worker, '交上去了')
  // Fifteen days to hear whether it is taken.
  await see(worker, /7月28日/)
  await journey.look(worker, 'petition-done')
  const { rows } = await good(journey.world.as('lostcard')('cases.mine', {}))
  const caseId = rows.find(({ kind }) => kind === 'petition')!.id
  const desk = `packages/staff/case/case?area=cases&id=${caseId}`
  const story = `packages/cases/story/story?area=cases&id=${caseId}`

  await journey.goTo('2026-07-20')
  const town = await journey.phoneOf('town', desk)
  await see(town, /别把反映人的姓名和材料给/)
  await journey.look(town, 'petition-desk', { persona: 'town', page: desk })
  await tap(town, '受理')
  await see(town, '按下以后')
  await journey.look(town, 'petition-taking')
  await town.getByRole('dialog').getByText('受理', { exact: true }).last().tap()
  await see(town, '受理：已经告诉鞠洪波')
  // 60 days from the day it was taken.
  await worker.goto(`${journey.started.url}/app/?persona=lostcard&page=${encodeURIComponent(story)}`)
  await see(worker, /最晚 9月18日/)
  await journey.look(worker, 'petition-story-1', { persona: 'lostcard', page: story })

  await journey.goTo('2026-09-14')
  const later = await journey.phoneOf('town', desk)
  await tap(later, '别的办法')
  await tap(later, '延长 30 天，情况复杂')
  await see(later, '按下以后')
  await tap(later, '延长 30 天')
  await see(later, /请填哪位负责人批准的/)
  await fill(later, '哪位负责人批准的', '姜晓燕主席')
  await tap(later, '要找好几个人核实')
  await journey.look(later, 'petition-extending')
  await tap(later, '延长 30 天')
  await see(later, '延长 30 天：已经告诉鞠洪波')
  // Thirty days more end on a Sunday: on the Monday after.
  await see(later, '10月19日（周一）')
  await journey.look(later, 'petition-extended')
  // Once only.
  await tap(later, '别的办法').catch(() => undefined)
  expect(await shown(later, '延长 30 天，情况复杂').count()).toBe(0)

  await worker.reload()
  await see(worker, /最晚 10月19日/)
  await see(worker, /要找好几个人核实/)
  await tap(worker, '日子是怎么算的，按哪条规定')
  await see(worker, /信访工作条例 第34条：情况复杂的，经负责人批准可以延长，最多 30 天/)
  await journey.look(worker, 'petition-story-2', { persona: 'lostcard', page: story })

  await journey.goTo('2026-10-09')
  await journey.act('town', caseId, 'answer', {
    fields: {
      outcome: 'supported',
      opinion: '慰问名单漏报了您，已经补报，10月20日前发到卡上。',
      basis: '山东省困难职工帮扶办法',
    },
  })
  await worker.reload()
  await see(worker, /不服的话，可以请上一级工会复查，.*前提/)
  await see(worker, /慰问名单漏报了您/)
  await see(worker, '信访事项答复意见书')
  await journey.look(worker, 'petition-story-3')
  await journey.noErrors()
}, 120_000)
