/* The policy desk: what people ask before they sign a change of the rules.
 *
 * Everything here stands above deciding and only uses it: a bundle is opened (or a rulebook in
 * memory is changed), cases are decided with it in the ordinary way, and outcomes are compared.
 * Nothing here is on the path of a decision that somebody receives.
 *
 * One header a module, named as the module; this one holds what several of them share. */
#ifndef EK_DESK_DESK_H
#define EK_DESK_DESK_H

#include "erkend.h"

#endif
