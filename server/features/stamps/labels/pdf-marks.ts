import { labelAt, labelsOnPage } from '../../../domain/labels/paper.ts';
import type { Paper, Point } from '../../../domain/labels/paper.ts';
import { decimal } from '../../../platform/pdf/pdf-letters.ts';

const arm = 0.8;

/** Thin crosses at the corners of labels, or their outline where they are round; they stay out of quiet zones. */
export function cutMarkOperators(paper: Paper, offset: Point): string {
  const slots = Array.from({ length: labelsOnPage(paper) }, (_, slot) => labelAt(paper, slot, offset));
  const draw = paper.shape === 'round' ? circle : crosses;
  return `0.1 w 0.5 G\n${slots.map((at) => draw(at, paper)).join('')}S\n`;
}

/** Four Bézier curves, as PDF knows no circles. */
export function circle({ x, y }: Point, { label, page }: Paper): string {
  const radius = label.width / 2;
  const [middle, level, pull] = [x + radius, page.height - y - radius, radius * 0.5523];
  const point = (dx: number, dy: number) => `${decimal(middle + dx)} ${decimal(level + dy)}`;
  return (
    `${point(radius, 0)} m\n` +
    `${point(radius, pull)} ${point(pull, radius)} ${point(0, radius)} c\n` +
    `${point(-pull, radius)} ${point(-radius, pull)} ${point(-radius, 0)} c\n` +
    `${point(-radius, -pull)} ${point(-pull, -radius)} ${point(0, -radius)} c\n` +
    `${point(pull, -radius)} ${point(radius, -pull)} ${point(radius, 0)} c\n`
  );
}

function crosses({ x, y }: Point, { label, page }: Paper): string {
  const corners = [
    [x, y],
    [x + label.width, y],
    [x, y + label.height],
    [x + label.width, y + label.height],
  ] as const;
  return corners
    .map(([across, down]) => {
      const up = page.height - down;
      return (
        `${decimal(across - arm)} ${decimal(up)} m ${decimal(across + arm)} ${decimal(up)} l ` +
        `${decimal(across)} ${decimal(up - arm)} m ${decimal(across)} ${decimal(up + arm)} l\n`
      );
    })
    .join('');
}
