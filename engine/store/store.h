/* The register of decisions: one SQLite file, append-only, durable before it is acknowledged
 * (TRUST section 7). */
#ifndef EK_STORE_STORE_H
#define EK_STORE_STORE_H

#include "explain/explain.h"

struct erkend_register;

#define EK_REGISTER_APPLICATION 0x65726b64 /* "erkd" */
#define EK_REGISTER_VERSION 1

#endif
