/**
 * What messages said in earlier releases, each text by its hash: a stored text among these was changed by nobody, and is
 * written as this release has it. Whoever changes a text of OUR_TEXTS adds the hash of what it was, of the text without
 * white space around it.
 */
export const EARLIER_TEXTS: ReadonlySet<string> = new Set([
  'rdqtsj-1u22dv',
  'rjoh5f-qava9n',
  'uaergv-fmsg6f',
  'gx8brg-10l0dvc',
  '9ys5n4-x4fyh6',
  '1ho8qdx-twh8ix',
  '15yhtyq-1i962xg',
  '9k1b1v-u68xcj',
  '1x4yqa2-ca1uka',
  '1qbjl5z-t1do5z',
  '1bkoj8h-1jh75lp',
  '1c1w5dx-1vblyld',
  '1yntbmi-1w7lxmy',
  '3yo1t2-1eptm0y',
  'l9ver1-gffw7l',
  'ro2w6w-ld09ug',
  'fxje9y-1k8j3xi',
  '11o1bao-18r5p4e',
]);
