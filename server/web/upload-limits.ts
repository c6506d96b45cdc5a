/** The largest file taken: a year of a city's bank file is some tens of megabytes. */
export const maxUploadBytes = 256 * 1024 * 1024
