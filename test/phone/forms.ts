import type { FormView } from '../../cloudfunctions/kernel/casework/contract'

/** A joining form as the cloud declares it, for the phone's tests. */
export const joiningForm: FormView = {
  kind: 'joining',
  version: 1,
  title: '入会申请',
  plain: '我要入会',
  who: 'anyone',
  many: false,
  steps: [{ title: '工会委员会审批', where: '您的工会', term: '3 个工作日' }],
  evidence: [],
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

type Field = FormView['pages'][number]['fields'][number]

/** A field as the cloud describes it; `more` says what is particular. */
export function field(name: string, label: string, widget: string, more: Partial<Field> = {}): Field {
  return {
    name,
    label,
    help: '',
    widget,
    page: 0,
    required: true,
    maxLength: null,
    unit: widget === 'money' ? '元' : '',
    least: null,
    greatest: null,
    options: [],
    when: null,
    prefill: '',
    sensitive: ['idNumber', 'bankAccount', 'phone'].includes(widget),
    items: [],
    ...more,
  }
}

const choice = (...labels: string[]) => labels.map((label) => ({ value: label, label, note: '' }))

/** A form with every widget, of no kind that there is. */
export const aidForm: FormView = {
  ...joiningForm,
  kind: 'aid',
  title: '帮扶',
  plain: '家里难',
  who: 'member',
  pages: [
    {
      title: '家里',
      help: '',
      fields: [
        field('town', '家住哪儿', 'place'),
        field('members', '家里几口人', 'list', {
          greatest: 3,
          items: [
            field('relation', '是您的什么人', 'choice', { options: choice('self', 'child') }),
            field('idNumber', '身份证号', 'idNumber'),
            field('incomeFen', '一年挣多少', 'money', { least: 0, greatest: 1_000_000_000 }),
          ],
        }),
      ],
    },
    {
      title: '难处',
      help: '',
      fields: [
        field('cause', '最主要的难处', 'choice', { options: choice('illness', 'other') }),
        field('months', '病了几个月', 'number', {
          unit: '个月',
          least: 1,
          greatest: 60,
          when: { field: 'cause', is: ['illness'] },
        }),
        field('since', '从哪天起', 'day', { required: false }),
        field('signs', '有没有这些情况', 'choices', { required: false, options: choice('car', 'house') }),
        field('account', '银行卡号', 'bankAccount'),
        field('mobile', '家里电话', 'phone', { required: false }),
      ],
    },
    {
      title: '看一遍，交上去',
      help: '',
      fields: [
        field('compare', '同意核对收入', 'consent'),
        field('notice', '同意公示', 'consent', { required: false }),
      ],
    },
  ],
  evidence: [
    slot('idCard', '身份证', false),
    { ...slot('diagnosis', '诊断证明', true), when: { field: 'cause', is: ['illness'] } },
  ],
}

function slot(type: string, title: string, sensitive: boolean): FormView['evidence'][number] {
  return { slot: type, title, help: '', types: [type], required: true, sensitive, when: null }
}

/** Checksum right, area code 999999 given to nobody. */
export const ID_NUMBER = '999999198001010011'
