import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { create, type Font } from 'fontkit'
import { assets } from './assets'

let known: Promise<Font> | null = null

/** The font that lies beside the function, read once a process: 15 MB that other functions never load. */
export function readFont(): Promise<Font> {
  known ??= readFile(join(__dirname, basename(assets[0]!))).then((bytes) => create(bytes) as Font)
  known.catch(() => (known = null))
  return known
}
