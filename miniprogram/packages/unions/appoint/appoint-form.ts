import type { FormFieldView } from '../../../../cloudfunctions/kernel/casework/contract'
import { plainField } from '../../../components/case-form/plain-field'

/** What is asked about a new officer. */

export const FIELDS: FormFieldView[] = [
  plainField({
    name: 'phone',
    label: '手机号',
    help: '本人要先打开工会在线，在“我的”里留好',
    widget: 'phone',
    maxLength: 11,
  }),
  plainField({ name: 'name', label: '姓名', help: '工友看得到', widget: 'text', maxLength: 20 }),
  plainField({ name: 'title', label: '职务', help: '比如：工会主席', widget: 'text', maxLength: 20 }),
]
