/* Europass: a credential of the European Learning Model (version 3, JSON-LD) as a transcript. */
#ifndef EK_LOAD_EUROPASS_H
#define EK_LOAD_EUROPASS_H

#include "load/node.h"

/* True when the node tree of a document is a credential about a person's learning. */
bool ek_europass_is(const ek_node *node);
/* The same as the nodes of a transcript, each where its value stands in the credential; borrows
 * `node`. What the transcript has no place for is passed over. */
const ek_node *ek_europass_transcript(ek_arena *arena, const ek_node *node);

#endif
