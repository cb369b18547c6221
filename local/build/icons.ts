import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Draws the icon set into miniprogram/assets/icons: 24 grid, 1.8 stroke, round ends, ink with one red stroke each
 * (shared look). WXML knows no inline SVG and an image takes no colour from its page, so each tone is a file of its own:
 * `NAME.svg` in ink and red, `NAME-TONE.svg` in one colour. Run `npm run icons` after a change here.
 */

/** [ink, red]: path data; `o x y r` draws a ring. */
const ICONS: Record<string, [ink: string, red: string]> = {
  home: ['M4 11 12 4.5l8 6.5M6 9.6V19.5h12V9.6', 'M12 19.5v-5'],
  service: [
    'M3.5 13.5h3l3-1.6h3.2c1 0 1.6.6 1.6 1.4 0 .8-.6 1.4-1.6 1.4h-2.4M14.3 14.3l3.6-2.1c.9-.5 2 0 2.2.9.1.6-.1 1.1-.6 1.4l-5.6 4H3.5M3.5 12.5v7',
    'M12 9.2 9.7 7a1.7 1.7 0 0 1 2.3-2.4A1.7 1.7 0 0 1 14.3 7z',
  ],
  card: ['M4.5 5.5h15a1 1 0 0 1 1 1v11a1 1 0 0 1-1 1h-15a1 1 0 0 1-1-1v-11a1 1 0 0 1 1-1zM6.8 14.8h3.4', 'M3.5 9.8h17'],
  message: [
    'M4.5 5h15a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H10l-4 3.2V17H4.5a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1z',
    'M7.6 9.4h8.8M7.6 12.8h5.4',
  ],
  me: ['M4.5 20c.6-4 3.6-6 7.5-6s6.900 2 7.500 6', 'o 12 8.200 3.700'],
  yen: ['o 12 12 8.500', 'M8.800 7.600 12 11.800l3.200-4.200M12 11.800v5M9.200 12.400h5.600M9.200 14.800h5.600'],
  hospital: [
    'M4.500 20V5.500a1 1 0 0 1 1-1h13a1 1 0 0 1 1 1V20M3.500 20h17M9.800 20v-3.200h4.400V20',
    'M12 7.400v6M9 10.400h6',
  ],
  cap: [
    'M2.800 9.500 12 5.200l9.200 4.300L12 13.800zM6.800 11.600v4.300c1.400 1.400 3.200 2.100 5.200 2.100s3.800-.7 5.200-2.100v-4.300',
    'M21.200 9.500v5.500',
  ],
  hearthouse: [
    'M4 11 12 4.500l8 6.500M6 9.600v9.900h12V9.600',
    'M12 17 9.300 14.500a1.800 1.800 0 0 1 2.700-2.400 1.800 1.800 0 0 1 2.700 2.400z',
  ],
  bowl: [
    'M3.500 11.500h17c0 4.300-3 7.300-6 8h-5c-3-.7-6-3.700-6-8z',
    'M9.500 8.800c-1-1.200.8-2 0-3.600M14 8.800c-1-1.200.8-2 0-3.600',
  ],
  pill: ['M7 8.500h10a3.500 3.500 0 0 1 0 7H7a3.500 3.500 0 0 1 0-7z', 'M12 8.500v7'],
  cart: ['M3 4.500h2.600l2.200 10.300h9.800l2.200-7.300H6.400', 'o 9.300 18.600 1.500 o 16.400 18.600 1.500'],
  scissors: ['M18.500 4.500 8.800 15.300M5.500 4.500l9.700 10.800', 'o 6.800 17.500 2.500 o 17.200 17.500 2.500'],
  fuel: [
    'M5 20V5.500a1 1 0 0 1 1-1h7.500a1 1 0 0 1 1 1V20M3.800 20h12M14.500 12.500h1.800a1.200 1.200 0 0 1 1.200 1.200v2.600a1.400 1.400 0 0 0 2.800 0V9L17.500 6',
    'M7.800 7.800h3.900v3H7.800z',
  ],
  film: [
    'M4.500 5.500h15a1 1 0 0 1 1 1v11a1 1 0 0 1-1 1h-15a1 1 0 0 1-1-1v-11a1 1 0 0 1 1-1z',
    'M10 9.200v5.600l4.800-2.800z',
  ],
  sofa: [
    'M6 11V7.500a2 2 0 0 1 2-2h8a2 2 0 0 1 2 2V11M5.500 18.500v1.500M18.500 18.500V20',
    'M3.500 12.500a1.600 1.600 0 0 1 3.200 0v2.200h10.600v-2.200a1.600 1.600 0 0 1 3.200 0v6h-17z',
  ],
  book: [
    'M12 6.800C10 5.300 7 4.800 3.500 5v13c3.500-.2 6.500.3 8.500 1.800 2-1.500 5-2 8.500-1.800V5c-3.500-.2-6.500.3-8.500 1.800z',
    'M12 6.800v13',
  ],
  bag: ['M5.500 8.500h13l1 11h-15z', 'M8.800 11V7.500a3.200 3.200 0 0 1 6.400 0V11'],
  scales: [
    'M12 4.500v15M8 19.500h8M5 7.500h14',
    'M5 7.800 2.800 13.500a2.400 2.400 0 0 0 4.500 0zM19 7.800l-2.300 5.700a2.400 2.400 0 0 0 4.600 0z',
  ],
  phone: [
    'M6.200 4.500h2.600l1.400 4-2 1.500c1 2.300 2.500 3.800 4.800 4.800l1.500-2 4 1.400v2.600c0 1-.8 1.900-1.900 1.800C10.300 18 6 13.700 4.400 6.400c-.1-1.100.8-1.900 1.800-1.900z',
    'M14.500 5c2.300.4 4 2.100 4.500 4.500',
  ],
  clock: ['o 12 12 8.500', 'M12 7.200V12l3.200 2'],
  alert: ['M12 4.500 21 19.500H3z', 'M12 10v4.400M12 16.900v.2'],
  tick: ['M5 12.600 10 17.400 19.200 7.200', ''],
  cross: ['M6.500 6.500l11 11M17.500 6.500l-11 11', ''],
  scan: [
    'M4 8.500V5.500a1 1 0 0 1 1-1h3.200M15.800 4.500H19a1 1 0 0 1 1 1v3M20 15.500v3a1 1 0 0 1-1 1h-3.200M8.200 19.500H5a1 1 0 0 1-1-1v-3',
    'M4 12h16',
  ],
  search: ['o 10.800 10.800 6.300 M15.600 15.600l4.600 4.600', ''],
  map: ['M3.500 6.500 9 4.500l6 2.200 5.500-2v13L15 19.700l-6-2.200-5.500 2z', 'M9 4.500v13M15 6.700v13'],
  pin: ['M12 20.500c-4-4.400-6-7.400-6-10.300a6 6 0 0 1 12 0c0 2.900-2 5.900-6 10.300z', 'o 12 10.200 2.200'],
  right: ['M9 5.500 15.500 12 9 18.500', ''],
  up: ['M5.500 15 12 8.500 18.500 15', ''],
  down: ['M5.500 9 12 15.500 18.500 9', ''],
  pen: ['M5 19l.8-3.800L16 5l3 3L8.800 18.200z', 'M13.800 7.200l3 3'],
  lock: [
    'M6 11h12a1 1 0 0 1 1 1v7a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1v-7a1 1 0 0 1 1-1zM8.200 11V8a3.800 3.800 0 0 1 7.600 0v3',
    'M12 14.200v2.600',
  ],
  info: ['o 12 12 8.500', 'M12 11v5.400M12 7.600v.2'],
  paper: [
    'M6.500 3.500h8l4 4v12a1 1 0 0 1-1 1h-11a1 1 0 0 1-1-1v-15a1 1 0 0 1 1-1zM14.500 3.500v4h4',
    'M8.800 12.500h6.400M8.800 16h4.400',
  ],
  flag: ['M5.500 20.500V4', 'M5.500 4.800h13l-3 4 3 4h-13'],
  offline: [
    'M4 4l16 16M2.800 9.500c1-1 2.200-1.800 3.400-2.400M9.500 6c4.200-.8 8.600.4 11.700 3.500M6 12.900c.9-.9 1.900-1.500 3-1.900M14.600 11.200c1.300.4 2.400 1 3.400 1.900M9.200 16.200c1-.9 2.200-1.200 3.600-1',
    'M12 19.300v.2',
  ],
  house: ['M4.500 20V9.500L12 5l7.500 4.500V20M3.500 20h17M9.500 20v-4.500h5V20', 'M9 11.800h6'],
  helmet: ['M4.500 16.500v-1.500a7.500 7.500 0 0 1 15 0v1.500M3 16.500h18v2.500H3z', 'M10 7.800v4.500M14 7.800v4.500'],
  bike: ['o 6 16.500 3.300 o 18 16.500 3.300 M6 16.500 9.500 9h5l3.500 7.500M8 9h3', 'M14.500 9l-1-3h-2.300'],
  people: [
    'o 9 8.500 3 M3 19.500c.4-3.600 2.700-5.500 6-5.500s5.600 1.900 6 5.500',
    'M15.500 5.800a2.900 2.900 0 0 1 0 5.400M17.300 14.300c2.200.7 3.400 2.500 3.700 5.200',
  ],
  go: ['M4 12h15M13 6l6 6-6 6', ''],
  arrow: ['M12 19V5.500M6 11.500 12 5.500l6 6', ''],
  ticket: [
    'M3.500 6.500h17v3.800a1.800 1.800 0 0 0 0 3.500v3.700h-17v-3.700a1.800 1.800 0 0 0 0-3.500z',
    'M14.500 6.500v11',
  ],
  undo: ['M8.500 5.500 4.500 9.500l4 4', 'M4.500 9.500h10a5 5 0 0 1 0 10H8'],
  desk: [
    'M4.500 13.500 7 5h10l2.500 8.500v5.500a1 1 0 0 1-1 1h-13a1 1 0 0 1-1-1z',
    'M4.500 13.500h4.700l1.200 2.300h3.200l1.200-2.300h4.700',
  ],
  shop: [
    'M5 11v8.500h14V11M3.500 9l1.800-4.500h13.400L20.500 9',
    'M3.500 9a2.100 2.100 0 0 0 4.200 0 2.100 2.100 0 0 0 4.300 0 2.100 2.100 0 0 0 4.300 0 2.100 2.100 0 0 0 4.200 0',
  ],
  type: ['M3.500 19 9 5l5.500 14M5.500 14.500h7', 'M15 19l3-7.500L21 19M16 16.500h4'],
  shield: [
    'M12 3.800 19 6.500v5.300c0 4.200-2.700 7-7 8.700-4.300-1.700-7-4.500-7-8.700V6.500z',
    'M8.800 12 11.200 14.400 15.400 9.800',
  ],
  camera: [
    'M4.500 7.500h3l1.600-2.500h5.800l1.600 2.500h3a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1h-15a1 1 0 0 1-1-1v-10a1 1 0 0 1 1-1z',
    'o 12 13 3.500',
  ],
  eye: [
    'M2.800 12c2.300-4 5.400-6 9.200-6s6.900 2 9.200 6c-2.300 4-5.400 6-9.200 6s-6.900-2-9.200-6z',
    'o 12 12 2.800',
  ],
  voice: ['M9 6.500a3 3 0 0 1 6 0v5a3 3 0 0 1-6 0zM12 17.500v3', 'M5.500 11.500a6.500 6.500 0 0 0 13 0'],
  play: ['M8 5.500 18.500 12 8 18.500z', ''],
  pause: ['M8.500 5.500v13M15.500 5.500v13', ''],
  chart: ['M3 20h18M4.700 20v-6.500h2.600V20M16.700 20V9.500h2.600V20', 'M10.700 20V4.500h2.600V20'],
  horn: [
    'M4 10v4a1 1 0 0 0 1 1h2.500l9.500 4.500V4.500L7.500 9H5a1 1 0 0 0-1 1zM8 15.200V19.500h2.800v-2.900',
    'M19.800 9.800c.9 1.300.9 3.100 0 4.400',
  ],
  refresh: ['M19.500 12a7.500 7.500 0 1 1-2.200-5.300L19.500 9', 'M19.500 4.500V9H15'],
  tools: [
    'M14.500 6.500a4 4 0 0 1 5-1.200l-2.800 2.800.6 2 2 .6 1-1M13 11 5.500 18.500',
    'M4.500 4.500l6 6M13.500 13.500l5.500 5.500',
  ],
}

const INK = '#231D19'
const RED = '#B4241D'
const TONES: Record<string, string> = {
  ink: INK,
  quiet: '#6F6258',
  white: '#FFFFFF',
  red: RED,
  green: '#1B6A49',
  amber: '#7E5200',
  rust: '#96380C',
  blue: '#2A5577',
  gold: '#F0D6A4',
}

/** Which one-colour variants ship: only those the pages use, since the main package has a size to keep. */
const VARIANTS: Record<string, string[]> = {
  home: ['quiet', 'red'],
  service: ['quiet', 'red'],
  card: ['quiet', 'red'],
  message: ['quiet', 'red'],
  me: ['quiet', 'red'],
  alert: ['rust', 'amber', 'white'],
  tick: ['green', 'white', 'blue', 'quiet'],
  right: ['quiet', 'blue', 'white'],
  scan: ['white', 'quiet'],
  search: ['quiet'],
  cross: ['quiet', 'rust', 'white'],
  clock: ['quiet', 'amber', 'rust', 'green', 'blue'],
  offline: ['blue'],
  lock: ['quiet'],
  info: ['quiet', 'blue', 'amber'],
  phone: ['blue', 'white'],
  pen: ['quiet', 'blue'],
  up: ['blue', 'quiet'],
  down: ['blue', 'quiet'],
  paper: ['amber', 'blue'],
  eye: ['blue', 'amber'],
  flag: ['amber', 'green', 'quiet'],
  undo: ['quiet', 'rust', 'blue'],
  pin: ['quiet', 'blue'],
  refresh: ['blue'],
  camera: ['white', 'quiet'],
  pause: ['white'],
  people: ['quiet', 'blue'],
  go: ['blue', 'quiet'],
  arrow: ['white', 'quiet'],
}

export function drawIcons(root: string): number {
  const folder = join(root, 'assets/icons')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  let files = 0
  for (const [name, [ink, red]] of Object.entries(ICONS)) {
    writeFileSync(join(folder, `${name}.svg`), svg(ink, INK, red, RED))
    for (const tone of VARIANTS[name] ?? [])
      writeFileSync(join(folder, `${name}-${tone}.svg`), svg(ink, TONES[tone]!, red, TONES[tone]!))
    files += 1 + (VARIANTS[name]?.length ?? 0)
  }
  return files
}

function svg(ink: string, inkColour: string, red: string, redColour: string): string {
  const strokes = [stroke(ink, inkColour), stroke(red, redColour)].join('')
  return `<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24" fill="none" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round">${strokes}</svg>`
}

function stroke(path: string, colour: string): string {
  const rings: string[] = []
  const rest = path.replace(/o ([\d.]+) ([\d.]+) ([\d.]+)/g, (_all, x: string, y: string, r: string) => {
    rings.push(`<circle cx="${Number(x)}" cy="${Number(y)}" r="${Number(r)}"/>`)
    return ''
  })
  const lines = rest.trim() ? `<path d="${rest.trim().replace(/(\.\d*?)0+(?=\D|$)/g, '$1')}"/>` : ''
  return rings.length || lines ? `<g stroke="${colour}">${rings.join('')}${lines}</g>` : ''
}

if (process.argv[1]?.endsWith('icons.ts')) console.log(`${drawIcons('miniprogram')} icons`)
