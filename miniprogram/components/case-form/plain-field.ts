import type { FormFieldView } from '../../../cloudfunctions/kernel/casework/contract'

/** A field of a form that a page declares itself, with whatever it does not say left plain: wanted, one page, no choices. */
export function plainField(
  said: Pick<FormFieldView, 'name' | 'label' | 'widget'> & Partial<FormFieldView>,
): FormFieldView {
  return {
    help: '',
    page: 0,
    required: true,
    maxLength: null,
    unit: '',
    least: null,
    greatest: null,
    options: [],
    when: null,
    prefill: '',
    sensitive: false,
    items: [],
    ...said,
  }
}
