/** The version of the catalogue that this release writes. */
export const CATALOGUE_VERSION = 2;
