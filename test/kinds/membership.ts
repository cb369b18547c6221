import type { AnyKind } from '../../cloudfunctions/kernel/casework/kind'
import { handIn } from './support'

/** Facts that `prepare` would have put beside the forms of the membership's kinds. */
export const MONDAY = '2026-07-13'

const FACTS: Record<string, object> = {
  transfer: {
    membership: 'mem_1',
    before: 'active',
    from: 'o_old',
    fromName: '竹岛街道联合工会',
    unionName: '海滨物业工会',
    unionPhone: '',
    phoneMoved: false,
  },
  retaining: { membership: 'mem_1' },
  resuming: { membership: 'mem_1' },
  leaving: { membership: 'mem_1', unionName: '海滨物业工会' },
  correction: { membership: 'mem_1', birthDay: null, idTail: null, phoneMoved: false },
  lapsing: { membership: 'mem_1', person: 'p_member', openid: 'member', unionName: '海滨物业工会' },
  expulsion: { membership: 'mem_1', person: 'p_member', openid: 'member', unionName: '海滨物业工会' },
}

export const begin = (kind: AnyKind, form: Record<string, unknown>, on = MONDAY) =>
  handIn(kind, { form, facts: FACTS[kind.kind], slots: kind.kind === 'correction' ? ['idCard'] : [] }, on)
