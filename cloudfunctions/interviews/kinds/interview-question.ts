import { z } from 'zod'
import { passOn, refuse } from '../../kernel/casework/common-acts'
import { field, type Kind } from '../../kernel/casework/kind'
import { AppError } from '../../kernel/errors'
import { plainText } from '../../kernel/text'
import { MOST_ANSWER_LETTERS, MOST_QUESTION_LETTERS } from '../../../miniprogram/rules/interview'
import { answeredByDesk, takenBackByAsker } from '../answered-by-desk'

export interface ReferredFacts {
  question: string
  interview: string
}

const form = z.strictObject({
  text: plainText(MOST_QUESTION_LETTERS).meta(field({ label: '问的是', widget: 'longText', page: 0 })),
  topic: plainText(30).meta(field({ label: '哪一场微访谈', widget: 'text', page: 0 })),
})

const DAYS = 15

/**
 * 微访谈转办: a question that was not answered in its session. It comes out of the session (refer.ts), in the name of
 * who asked it first, and its answer goes back there for everybody who asked. Within 15 working days (the city's rule).
 */
export const interviewQuestion: Kind<ReferredFacts> = {
  kind: 'interviewQuestion',
  version: 1,
  title: '微访谈转办',
  plain: '微访谈里问的',
  who: 'member',
  ownAct: true,
  many: true,
  rated: true,
  form,
  pages: [{ title: '问的是什么', help: '' }],
  evidence: [],
  steps: [
    {
      name: 'answer',
      at: 'own',
      role: 'officer',
      state: 'submitted',
      next: '要答复微访谈的问题',
      title: '工会答复',
      stage: '在找人答复您',
      deadline: () => ({ days: DAYS, unit: 'working', clause: `${DAYS} 个工作日内答复，由市总工会规定` }),
      acts: [
        {
          act: 'answered',
          label: '写好了，答复工友',
          tone: 'primary',
          title: '答复了',
          effect: '放到微访谈里给大家看，并告诉问过的每一位工友',
          fields: z.strictObject({
            text: plainText(MOST_ANSWER_LETTERS)
              .refine((text) => [...text].length >= 2, '请写几个字，怎么答')
              .meta(field({ label: '怎么答', help: '大家都看得到，别写提问人是谁', widget: 'longText' })),
          }),
          open: true,
          to: { end: 'served' },
          brings: (transaction, done, at) =>
            answeredByDesk(transaction, done, String(done.records[done.records.length - 1]!.values.text), at),
          told: (done) => ({
            title: '您问的答复了',
            text: String(done.records[done.records.length - 1]!.values.text),
          }),
        },
        passOn({ reasons: ['这件事归那边管'] }),
        refuse('您问的不归工会管', ['这件事归人社局管，请打 12333', '这件事归医保局管，请打 12393'], {
          label: '不归工会管，写明去哪儿问',
          title: '不归工会管',
          effect: '放到微访谈里给大家看，并告诉问过的每一位工友去哪儿问',
          brings: (transaction, done, at) =>
            answeredByDesk(transaction, done, done.story[done.story.length - 1]!.note, at),
        }),
      ],
    },
  ],
  takenBack: (transaction, done, at) => takenBackByAsker(transaction, done.facts.question, at),
  async prepare() {
    throw new AppError('NOT_NOW', '请到微访谈里去问')
  },
  warnings: () => ['这是微访谈里问的。您写的答复，大家都看得到，别写提问人是谁'],
}
