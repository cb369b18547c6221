import type { FormView } from '../../cloudfunctions/kernel/casework/contract'

/** A joining form as the cloud declares it, for the phone's tests. */
export const joiningForm: FormView = {
  kind: 'joining',
  version: 1,
  title: '入会申请',
  pages: [
    {
      title: '您是谁',
      help: '',
      fields: [
        field('name', '姓名', 'text', { maxLength: 20 }),
        field('idNumber', '身份证号', 'idNumber'),
        field('work', '您做什么工作', 'choice', {
          options: [
            { value: 'employee', label: '单位职工', note: '' },
            { value: 'platform', label: '送外卖、开网约车', note: '' },
          ],
        }),
      ],
    },
    {
      title: '您的工会',
      help: '',
      fields: [field('union', '工会', 'union'), field('note', '还有想说的', 'text', { required: false })],
    },
    { title: '看一遍，交上去', help: '', fields: [field('consent', '同意用身份证号确认是我本人', 'consent')] },
  ],
}

function field(
  name: string,
  label: string,
  widget: string,
  more: object = {},
): FormView['pages'][number]['fields'][number] {
  return { name, label, help: '', widget, page: 0, required: true, maxLength: null, options: [], ...more }
}

/** Checksum right, area code 999999 given to nobody. */
export const ID_NUMBER = '999999198001010011'
