import { z } from 'zod'
import type { FormFieldView, FormView } from './contract'
import type { FieldMeta, AnyKind } from './kind'

/** A kind's form as the phone draws it, read from its zod schema by way of JSON Schema. */
export function formOf(kind: AnyKind): FormView {
  const schema = z.toJSONSchema(kind.form, { unrepresentable: 'any', io: 'input' }) as JsonObject
  const required = new Set(schema.required ?? [])
  const fields = Object.entries(schema.properties ?? {}).map(([name, property]): FormFieldView & { page: number } => {
    const meta = property as unknown as FieldMeta
    return {
      name,
      label: meta.label,
      help: meta.help ?? '',
      widget: meta.widget,
      page: meta.page,
      required: required.has(name),
      maxLength: property.maxLength ?? null,
      options: (meta.options ?? []).map((option) => ({ note: '', ...option })),
    }
  })
  return {
    kind: kind.kind,
    version: kind.version,
    title: kind.title,
    pages: kind.pages.map((page, index) => ({ ...page, fields: fields.filter((field) => field.page === index) })),
  }
}

interface JsonObject {
  required?: string[]
  properties?: Record<string, { maxLength?: number }>
}
