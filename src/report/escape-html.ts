/**
 * Text as text in HTML and SVG, whatever it contains.
 *
 * @module
 */

/** Text with the five characters that mean something in HTML replaced. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}
