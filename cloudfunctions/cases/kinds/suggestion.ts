import { z } from 'zod'
import { sayDay } from '../../../miniprogram/rules/days'
import { passOn, refuse } from '../../kernel/casework/common-acts'
import { aDay, money } from '../../kernel/casework/form'
import { field, type Kind } from '../../kernel/casework/kind'
import { someLine, someText } from '../common-fields'
import { sayFen } from '../grants'

/**
 * 合理化建议: an idea for the workplace or the union. Adopted or not, and why, within 15 working days (the city's own
 * rule); what is adopted is carried out, and what came of it is written down: that is what figures count.
 */

const CARRY_DAYS = 90
const MORE_DAYS = 30
/** Put off so often at most. */
const MOST_DELAYS = 2

const form = z.strictObject({
  idea: someLine(30, '请用一句话说说您的点子').meta(
    field({ label: '一句话说说', help: '比如“给 3 号线加一道护栏”', widget: 'text', page: 0 }),
  ),
  about: z.enum(['safety', 'work', 'saving', 'welfare', 'union'], { message: '请选是哪方面的' }).meta(
    field({
      label: '哪方面的',
      widget: 'choice',
      page: 0,
      options: [
        { value: 'safety', label: '安全', note: '少出事' },
        { value: 'work', label: '干活的办法', note: '更快、更好' },
        { value: 'saving', label: '省钱、省料' },
        { value: 'welfare', label: '吃住、休息' },
        { value: 'union', label: '工会的事' },
      ],
    }),
  ),
  now: someText(4, 300, '请写现在是什么样').meta(field({ label: '现在是什么样', widget: 'longText', page: 0 })),
  better: someText(4, 500, '请写您觉得怎么改').meta(field({ label: '您觉得怎么改', widget: 'longText', page: 0 })),
})

export const suggestion: Kind = {
  kind: 'suggestion',
  version: 1,
  title: '合理化建议',
  plain: '有个好点子',
  who: 'member',
  entry: { title: '给工会提建议', line: '采不采纳，都说为什么', inStead: 'officers', place: 11 },
  many: true,
  rated: true,
  form,
  pages: [{ title: '您的点子', help: '写多少都行，说清楚就好' }],
  evidence: [{ slot: 'photo', title: '照片或图', types: ['sitePhoto', 'other'], required: false }],
  steps: [
    {
      name: 'answer',
      at: 'own',
      role: 'officer',
      state: 'submitted',
      next: '要答复建议',
      title: '工会答复',
      stage: '在看您的点子',
      deadline: () => ({ days: 15, unit: 'working', clause: '15 个工作日内答复采不采纳，由市总工会规定' }),
      acts: [
        {
          act: 'adopt',
          label: '采纳，写明谁来做',
          effect: `告诉工友谁做、哪天前做。${CARRY_DAYS} 天内要写做成什么样`,
          fields: z.strictObject({
            doer: someLine(30, '请填谁来做').meta(field({ label: '谁来做', widget: 'text' })),
            by: aDay('请选哪天前做好').meta(field({ label: '哪天前做好', widget: 'day' })),
          }),
          open: true,
          to: { step: 'carryOut' },
          told: (done) => {
            const { doer, by } = done.records[done.records.length - 1]!.values
            return { title: '您的点子采纳了', text: `${String(doer)}来做，${sayDay(String(by))}前做好。做成了再告诉您` }
          },
        },
        passOn({ reasons: ['这件事归那边管'] }),
        refuse('您的点子这次没采纳', ['已经有人在做了', '眼下没有这笔钱', '跟安全规定不合'], {
          label: '不采纳，写明原因',
          effect: '工友会看到原因，换个办法还可以再提',
          told: (_done, why) => ({ title: '您的点子这次没采纳', text: `${why}。换个办法，还可以再提` }),
        }),
      ],
    },
    {
      name: 'carryOut',
      at: 'own',
      role: 'officer',
      state: 'approved',
      next: '要写建议做成什么样',
      title: '做起来',
      stage: '在照您的点子做',
      deadline: () => ({ days: CARRY_DAYS, unit: 'calendar', clause: '采纳后 90 天内做成，由市总工会规定' }),
      acts: [
        {
          act: 'done',
          label: '做成了，写明有什么用',
          title: '做成了',
          effect: '记进台账，并告诉工友',
          fields: z.strictObject({
            result: someText(4, 300, '请写做成什么样').meta(field({ label: '做成什么样', widget: 'longText' })),
            benefitFen: money('请填一年省了或多挣了多少，说不清填 0').meta(
              field({ label: '一年省了或多挣了多少', help: '安全、福利这样说不清钱数的，填 0', widget: 'money' }),
            ),
          }),
          open: true,
          amount: 'benefitFen',
          to: { end: 'served' },
          ledger: 'suggestion.adopted',
          told: (done) => {
            const { result, benefitFen } = done.records[done.records.length - 1]!.values
            const worth = Number(benefitFen) > 0 ? `，一年值 ${sayFen(Number(benefitFen))}` : ''
            return { title: '您的点子做成了', text: `${String(result)}${worth}。谢谢您` }
          },
        },
        {
          act: 'delay',
          label: `要晚一点，加 ${MORE_DAYS} 天`,
          title: '要晚一点',
          tone: 'plain',
          needsReason: true,
          reasons: ['等着买东西', '等停工的时候做'],
          effect: `期限加 ${MORE_DAYS} 天，最多加 ${MOST_DELAYS} 次，并告诉工友`,
          when: ({ clock }) => (clock?.extensions.length ?? 0) < MOST_DELAYS,
          to: { stay: true, extend: { days: MORE_DAYS, clause: '做不成的，可以加 30 天，最多两次，由市总工会规定' } },
          ledger: 'application.noted',
          told: (done, why) => ({
            title: '要晚一点',
            text: `${why}。${done.due ? `${sayDay(done.due)}前再告诉您` : ''}`,
          }),
        },
        {
          act: 'dropped',
          label: '做不成，写明原因',
          title: '没做成',
          tone: 'refuse',
          needsReason: true,
          reasons: ['试过了，不合适', '设备换了，用不上了'],
          effect: '工友会看到原因',
          to: { end: 'closed' },
          told: (_done, why) => ({ title: '您的点子没做成', text: `${why}。谢谢您想着这件事` }),
        },
      ],
    },
  ],
}
