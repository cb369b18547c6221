import { z } from 'zod'
import { aDay } from '../../kernel/casework/form'
import type { CaseDocument } from '../../kernel/casework/case'
import { field, type Kind } from '../../kernel/casework/kind'
import { AppError } from '../../kernel/errors'
import { plainLine } from '../../kernel/text'
import { aboutOf, memberField, mustBePast, prepareAbout, tellMember, type AboutMember } from '../about-member'
import { changeState } from '../change-state'

/**
 * 除名: only after a criminal punishment; the union group discusses it, the committee decides, the level above files it
 * (中国工会章程 第7条). It takes effect with the filing, and the member is told whom to ask to look at it again.
 */

const CLAUSE = '《中国工会章程》第七条：受刑事处罚的，工会小组讨论、工会基层委员会决定开除会籍，报上一级工会备案'

const form = z.strictObject({
  member: memberField,
  judgment: plainLine(60, '文号里有看不见的符号')
    .min(6, '请照判决书写案号')
    .meta(field({ label: '刑事判决书案号', help: '比如：（2026）鲁1002刑初15号', widget: 'text', page: 0 })),
  judgedOn: aDay('请选判决哪天生效的').meta(field({ label: '判决哪天生效的', widget: 'day', page: 0 })),
})
type Form = z.infer<typeof form>

const decided = z.strictObject({
  groupOn: aDay('请选小组哪天讨论的').meta(field({ label: '工会小组哪天讨论的', widget: 'day' })),
  committeeOn: aDay('请选委员会哪天决定的').meta(field({ label: '工会委员会哪天决定的', widget: 'day' })),
})

export const expulsion: Kind<AboutMember> = {
  kind: 'expulsion',
  version: 1,
  title: '开除会籍',
  plain: '会员受了刑事处罚',
  who: 'officer',
  many: false,
  rated: false,
  form,
  pages: [{ title: '哪位会员，哪份判决', help: '只有受了刑事处罚才能办。别的错，不能除名' }],
  evidence: [],
  about: ({ facts: { person, openid } }) => ({ person, openid }),
  steps: [
    {
      name: 'committee',
      at: 'own',
      role: 'officer',
      state: 'submitted',
      next: '要小组讨论、委员会决定',
      title: '小组讨论，委员会决定',
      stage: '在讨论',
      silent: 'stays',
      deadline: () => ({ days: 60, unit: 'calendar', clause: CLAUSE }),
      acts: [
        {
          act: 'decide',
          label: '决定除名，报上级备案',
          title: '小组讨论过，委员会决定了',
          effect: '送上一级工会备案，并告诉本人。备案以前，会籍不变',
          fields: decided,
          open: true,
          to: { step: 'file' },
          async brings(transaction, done, at) {
            checkDays(done, at)
            await tellMember(transaction, done, at, {
              title: '工会决定开除您的会籍，正在报备案',
              text: `${aboutOf(done).unionName}报给了${done.orgName}。备案以前，会籍不变。有话要说，打电话问${done.orgName}，或打 12351`,
            })
          },
        },
        {
          act: 'drop',
          label: '不除名，写明原因',
          title: '决定不除名',
          tone: 'plain',
          needsReason: true,
          reasons: ['小组讨论，不同意除名', '没有受刑事处罚'],
          effect: '会籍不变，这一件到此为止',
          to: { end: 'closed' },
          told: (_done, note) => ({ title: '决定不除名', text: note }),
        },
      ],
    },
    {
      name: 'file',
      at: 'above',
      role: 'officer',
      state: 'reviewing',
      next: '要备案除名',
      title: '上一级工会备案',
      stage: '在看能不能备案',
      deadline: (city) => ({ days: city.reviewWorkingDays, unit: 'working', clause: CLAUSE }),
      acts: [
        {
          act: 'file',
          label: '备案，除名生效',
          title: '备案了，除名生效',
          effect: '会籍到今天为止，会员卡停用，并告诉本人依据和怎么请上级再看',
          to: { end: 'approved' },
          ledger: 'member.expelled',
          async brings(transaction, done, at) {
            await changeState(transaction, aboutOf(done).membership, 'expel', at, { org: done.org })
            await tellMember(transaction, done, at, {
              title: '您的会籍被开除了',
              text: `${aboutOf(done).unionName}决定，${done.orgName}备案。依据：${CLAUSE}。不服，可以请${done.orgName}再看一遍，或打 12351`,
              link: '/pages/card/card',
            })
          },
          told: (done) => ({ title: '备案了，除名生效', text: `${done.orgName}备案了，也告诉了本人` }),
        },
        {
          act: 'refuse',
          label: '不备案，写明原因',
          tone: 'refuse',
          needsReason: true,
          reasons: ['没有受刑事处罚，不能除名', '没有经过小组讨论'],
          effect: '会籍不变，报的工会看得到原因，也告诉本人',
          to: { end: 'refused' },
          async brings(transaction, done, at) {
            const text = `${done.orgName}没有备案。您还是${aboutOf(done).unionName}的会员`
            await tellMember(transaction, done, at, { title: '会籍不变', text })
          },
          told: (_done, note) => ({ title: '没有备案，会籍不变', text: note }),
        },
      ],
    },
  ],

  async prepare(answers, applicant) {
    const { member, judgedOn } = answers as Form
    mustBePast(judgedOn, applicant.now, '判决生效的日子还没到。请再看一遍')
    return prepareAbout('expulsion', member, 'expel', applicant)
  },

  received: () => ({ title: '记下来了', text: '小组讨论、委员会决定以后，在案头点开这一件，接着办' }),
}

/** The judgment first, then the group, then the committee, none of them to come. */
function checkDays({ form: filled, records }: CaseDocument, at: Date): void {
  const { judgedOn } = filled as unknown as Form
  const { groupOn, committeeOn } = records[records.length - 1]!.values as z.infer<typeof decided>
  mustBePast(committeeOn, at, '委员会决定的日子还没到。请再看一遍')
  if (groupOn < judgedOn) throw new AppError('BAD_INPUT', '小组讨论要在判决生效以后。请再看一遍日子')
  if (committeeOn < groupOn) throw new AppError('BAD_INPUT', '先小组讨论，后委员会决定。请再看一遍日子')
}
