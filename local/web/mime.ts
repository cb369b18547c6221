import { extname } from 'node:path'

const MIME: Record<string, string> = {
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.mp3': 'audio/mpeg',
  '.json': 'application/json',
  '.txt': 'text/plain',
}

/** MIME type of a file name; null for what the phone would not show. */
export function mimeOf(file: string): string | null {
  return MIME[extname(file).toLowerCase()] ?? null
}
