/** One place for what the whole runtime shares: the bundle, the launch address, the person, sizes of the screen. */
import type { AppBundle, Loose } from './types'

export interface Persona {
  id: string
  name: string
  openid: string
  role?: string
  note?: string
  location?: { latitude: number; longitude: number }
}

const params = new URLSearchParams(location.search)

export const context = {
  bundle: null as unknown as AppBundle,
  personaId: params.get('persona') ?? '',
  persona: { id: '', name: '', openid: `preview-${params.get('persona') || 'preview'}` } as Persona,
  startPage: params.get('page') ?? '',
  fontSize: Math.min(30, Math.max(14, Number(params.get('font')) || 17)),
  theme: params.get('theme') === 'dark' ? 'dark' : 'light',
  cloudUrl: ((window as unknown as Loose).__wxConfigOfPreview?.cloudUrl as string) || '',
}

/** iPhone-like sizes in CSS px; windowInfo and the drawing both read them here. */
export const sizes = {
  statusBar: 47,
  navBar: 44,
  tabBar: 49,
  safeBottom: 34,
  capsule: { width: 87, height: 32, right: 7, top: 53 },
}

/** Finds the person among /personas.json of the same origin; without that file the id alone makes an openid. */
export async function loadPersona(): Promise<void> {
  if (!context.personaId) return
  try {
    const reply = await fetch('/personas.json')
    if (!reply.ok || !reply.headers.get('content-type')?.includes('json')) return
    const list = (await reply.json()) as Persona[]
    const found = list.find((person) => person.id === context.personaId)
    if (found) context.persona = found
  } catch {
    // No list of people: the id is enough.
  }
}

/** Address of the cloud for a path such as `/functions/x`. */
export function cloudAddress(path: string): string {
  return context.cloudUrl.replace(/\/$/, '') + path
}

/** A path inside the package or a temporary file → an address the browser can load (`cloud://`: wx/ask-cloud.ts). */
export function resolveAsset(source: string, from = ''): string {
  if (!source || /^(data:|blob:|https?:|\/\/)/.test(source)) return source
  const stored = temporary.get(source)
  if (stored) return stored
  const path = source.startsWith('/') ? source : new URL(source, `http://x/${from}`).pathname
  return context.bundle.assets[path] ?? `/app/assets${path}`
}

/** Temporary files (`wxfile://…`) → blob: addresses. */
export const temporary = new Map<string, string>()
const blobs = new Map<string, Blob>()
let counter = 0

/** Keeps a blob as a temporary file; its `wxfile://` path. */
export function keepTemporary(blob: Blob, extension: string): string {
  const path = `wxfile://tmp_${Date.now()}_${(counter += 1)}.${extension}`
  putFile(path, blob)
  return path
}
/** Stores a blob under a `wxfile://` path. */
export function putFile(path: string, blob: Blob): void {
  blobs.set(path, blob)
  temporary.set(path, URL.createObjectURL(blob))
}
/** The blob of a `wxfile://` path. */
export function fileAt(path: string): Blob | undefined {
  return blobs.get(path)
}
/** Forgets a `wxfile://` path. */
export function dropFile(path: string): boolean {
  temporary.delete(path)
  return blobs.delete(path)
}
/** All stored paths. */
export function filePaths(): string[] {
  return [...blobs.keys()]
}
