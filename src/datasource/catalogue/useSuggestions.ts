import { useEffect, useState } from 'react';

import { openDatabase, readSchema } from '../database';
import { readSettings, type BusinessKpiOptions } from '../types';
import { NO_SUGGESTIONS, type Suggestions } from './formContext';

/** The tables and columns of the database, once they are wanted. Where they can't be read, names are typed as they are. */
export function useSuggestions(
  { mysqlUid, timeLimit }: Pick<BusinessKpiOptions, 'mysqlUid' | 'timeLimit'>,
  isWanted: boolean
): Suggestions {
  const [read, setRead] = useState<{ uid: string; suggestions: Suggestions }>();
  const uid = isWanted && mysqlUid !== read?.uid ? mysqlUid : undefined;
  useEffect(() => {
    let isCurrent = uid !== undefined;
    const keep = (suggestions: Suggestions) => isCurrent && uid !== undefined && setRead({ uid, suggestions });
    if (uid !== undefined) {
      openDatabase(readSettings({ mysqlUid: uid, timeLimit }))
        .then(readSchema)
        .then(keep, () => keep(NO_SUGGESTIONS));
    }
    return () => {
      isCurrent = false;
    };
  }, [uid, timeLimit]);
  return read?.uid === mysqlUid ? (read?.suggestions ?? NO_SUGGESTIONS) : NO_SUGGESTIONS;
}
