import { askMore } from '../kernel/casework/common-acts'
import type { EvidenceSlot, Step, StepAct } from '../kernel/casework/kind'

/** The one step of every kind of this area: the level above decides. */
export function decideStep(
  what: string,
  approve: Pick<StepAct, 'label' | 'title' | 'effect' | 'ledger' | 'brings' | 'told'>,
  reasons: string[],
): Step {
  return {
    name: 'decide',
    at: 'own',
    role: 'officer',
    state: 'submitted',
    next: `要批${what}`,
    title: '上级工会批',
    stage: `在看${what}`,
    deadline: (city) => ({ days: city.reviewWorkingDays, unit: 'working', clause: '几天内批，由市总工会规定' }),
    acts: [
      { act: 'approve', to: { end: 'approved' }, ...approve },
      askMore({ reasons: ['会议记录看不清，请再拍一张', '还没有会员大会的决定'] }),
      {
        act: 'refuse',
        label: '不批，写明原因',
        title: '没有批',
        tone: 'refuse',
        needsReason: true,
        reasons,
        effect: '申请的干部看得到原因，可以改了再交',
        to: { end: 'refused' },
        told: (_done, note) => ({ title: `${what}没有批`, text: note }),
      },
    ],
  }
}

/** The paper behind it; who has none yet is asked for it. */
export const minutes = (title: string): EvidenceSlot[] => [
  { slot: 'minutes', title, types: ['other'], required: false },
]
