/* The phrases of the status codes: what a program says when it has nothing better to say. */
#include "erkend.h"

const char *erkend_status_says(erkend_status status)
{
    switch (status) {
    case ERKEND_OK: return "all is well";
    case ERKEND_EVALUE: return "a value has the wrong form";
    case ERKEND_EINVALID: return "a document is not what the schema asks for";
    case ERKEND_EPOLICY: return "the policy files have errors";
    case ERKEND_ENOPOLICY: return "there is no policy of that country for that day";
    case ERKEND_ECONFLICT: return "rules contradict each other in this case";
    case ERKEND_EOVERFLOW: return "a number became too large to be exact";
    case ERKEND_ELIMIT: return "a limit was reached";
    case ERKEND_EIO: return "a file could not be read or written";
    case ERKEND_EREGISTER: return "the register is damaged, foreign, full, or of a newer version";
    case ERKEND_EBUSY: return "somebody else holds the register";
    case ERKEND_ENOMEM: return "there is no memory left";
    case ERKEND_ECALL: return "the call itself is wrong";
    }
    return "an unknown status";
}
