/**
 * The error of a formula that was asked outside its domain.
 *
 * @module
 */

/** A number for which a formula has no meaning: names the quantity, its value and what would be right. */
export class DomainError extends Error {
  readonly kind = "domain";
  readonly quantity: string;
  readonly value: number;

  constructor(quantity: string, value: number, because: string) {
    super(`${quantity} = ${value}: ${because}.`);
    this.name = "DomainError";
    this.quantity = quantity;
    this.value = value;
  }
}
